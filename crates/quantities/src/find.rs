//! Finding quantities in a row of tokens: approximation, sign, number or range, unit or counted noun.

use sayso_domain::{Approximation, Quantity};
use sayso_text::Span;

use crate::{NumberWords, Token, words::QuantityWords};

/// The tokens of one piece of a text, with those that belong to a time.
pub(crate) struct Finder<'f, 't> {
    pub(crate) numbers: &'f NumberWords,
    pub(crate) words: &'f QuantityWords,
    pub(crate) tokens: &'f [Token<'t>],
    pub(crate) is_time: &'f [bool],
}

/// A number as it was read.
#[derive(Clone, Copy)]
pub(crate) struct Number {
    pub(crate) value: f64,
    pub(crate) end: usize,
    pub(crate) vague: bool,
    /// A share of something: "a third".
    pub(crate) share: bool,
}

/// Words between a number and its noun.
const NOUN_WORDS: usize = 4;

impl Finder<'_, '_> {
    /// Every quantity, in text order, without overlap.
    pub(crate) fn all(&self) -> Vec<Quantity> {
        let (mut out, mut at) = (Vec::new(), 0);
        while at < self.tokens.len() {
            match self.starting_at(at) {
                Ok((quantity, end)) => {
                    out.push(quantity);
                    at = end.max(at + 1);
                }
                Err(next) => at = next.max(at + 1),
            }
        }
        out
    }

    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.lower == word)
    }

    pub(crate) fn rest(&self, at: usize) -> &[Token<'_>] {
        self.tokens.get(at..).unwrap_or_default()
    }

    /// The quantity whose first token is `at`, and the token behind it; else where to look next.
    fn starting_at(&self, start: usize) -> Result<(Quantity, usize), usize> {
        let mut at = start;
        let mut approximation = Approximation::Exact;
        let mut approximated = false;
        // "At least about": three in a row are more than anybody writes.
        for _ in 0..3 {
            let Some((given, used)) = self.words.before.at(self.rest(at)) else { break };
            if *given != Approximation::Exact || !approximated {
                approximation = *given;
            }
            approximated |= *given != Approximation::Exact;
            at += used;
        }
        let between = self.is(at, "between");
        at += usize::from(between);
        let (sign, negative);
        (sign, negative, at) = self.sign(at, start);
        let number = self.number_behind(at, approximated).ok_or(start + 1)?;
        if self.is_named_or_dated(at, &number, start, sign.is_some()) {
            return Err(number.end);
        }
        let (upper, end) = self.range(at, start, number, between, sign.is_some()).unwrap_or((None, number.end));
        let (first, end) = match upper {
            Some((first, _)) => (first, end),
            None => (number.value, end),
        };
        let upper = upper.map(|(_, upper)| upper);
        let (after, mut end) = self.after(end);
        let (unit, unit_end) = self.unit(end, sign.as_deref(), &number, upper.or(Some(first)));
        end = unit_end;
        let metres = upper.is_none() && sign.is_none() && self.is_metres(at, &number, unit.is_some());
        let (unit, first) = if metres { (Some("m".to_owned()), first / 1e6) } else { (unit, first) };
        end = if metres { number.end } else { end };
        // "from 5 to 10 percent".
        let from = start.checked_sub(1).is_some_and(|before| self.is(before, "from")) && self.is(end, "to");
        let unit = unit.or_else(|| {
            let second = self.number(end + 1).filter(|_| from && upper.is_none())?;
            self.unit(second.end, None, &second, None).0
        });
        let (later, end) = if after.is_none() { self.after(end) } else { (None, end) };
        let bare = unit.is_none();
        if bare && !self.stands_alone(at, start, &number, approximated || after.is_some()) {
            return Err(number.end);
        }
        let approximation = match after.or(later) {
            Some(after) => after,
            None if number.vague && approximation == Approximation::Exact => Approximation::About,
            None => approximation,
        };
        let sign = if negative { -1.0 } else { 1.0 };
        let words = Span::new(self.tokens[start].span.start(), self.tokens[end - 1].span.end());
        // At least the number lies between the two.
        let Some(words) = words else { unreachable!() };
        let upper = upper.filter(|upper| *upper > first && !negative);
        Ok((Quantity { words, value: sign * first, upper, unit, approximation }, end))
    }

    /// A currency sign and a minus before the number.
    fn sign(&self, mut at: usize, start: usize) -> (Option<String>, bool, usize) {
        let opens = |at: usize| at == start || !self.tokens[at].glued;
        let minus = |at: usize| {
            self.is(at, "minus")
                || self.is(at, "-") && opens(at) && self.tokens.get(at + 1).is_some_and(|next| next.glued)
        };
        let is_minus = at < self.tokens.len() && minus(at) && !(at > 0 && self.tokens[at].glued);
        at += usize::from(is_minus);
        match self.words.signs.at(self.rest(at)) {
            // "A$5" are Australian, "a $5 fine" is not.
            Some((currency, used))
                if (used == 1 || self.tokens[at].lower.len() > 1 || self.tokens[at + 1].glued)
                    && self.number(at + used).is_some_and(|number| !number.share) =>
            {
                (Some(currency.clone()), is_minus, at + used)
            }
            _ => (None, is_minus, at),
        }
    }

    /// "500m" are millions of something, else metres; so are "110m high".
    fn is_metres(&self, at: usize, number: &Number, has_unit: bool) -> bool {
        let with_m = number.end == at + 2 && self.is(at + 1, "m");
        let measures = self.tokens.get(number.end).is_some_and(|next| self.words.dimensions.contains(&*next.lower));
        // "5m high school pupils".
        let noun_follows = self.tokens.get(number.end + 1).is_some_and(|next| self.can_be_noun(next));
        with_m && (!has_unit || measures && !noun_follows)
    }

    fn can_be_noun(&self, token: &Token<'_>) -> bool {
        token.is_word() && !self.words.stops.contains(&*token.lower) && !is_verb(&token.lower)
    }

    pub(crate) fn number(&self, at: usize) -> Option<Number> {
        self.number_behind(at, false)
    }

    /// The number at `at`; behind an approximation a bare "half" or "a third" is one too.
    fn number_behind(&self, at: usize, approximated: bool) -> Option<Number> {
        let tokens = self.rest(at);
        if *self.is_time.get(at)? {
            return None;
        }
        let plain = |value: f64, used: usize| Number { value, end: at + used, vague: false, share: false };
        let vague = self.words.vague.at(tokens).map(|(value, used)| Number { vague: true, ..plain(*value, used) });
        let cardinal = self.numbers.cardinal(tokens).map(|reading| plain(reading.value, reading.used));
        let share = self.share(at, approximated);
        let longest = [share, cardinal, vague].into_iter().flatten().max_by_key(|number| number.end)?;
        (!self.is_time[at..longest.end].contains(&true)).then_some(longest)
    }

    /// "a third", "two-thirds", "half of", "three quarters of", "nearly half", "one in five".
    fn share(&self, at: usize, approximated: bool) -> Option<Number> {
        let tokens = self.rest(at);
        let share = |value: f64, used: usize| Some(Number { value, end: at + used, vague: false, share: true });
        let by = at.checked_sub(1).is_some_and(|before| self.is(before, "by"));
        // "a second" and "a third man" are no shares.
        let stands = |end: usize| {
            let no_noun = self.tokens.get(end).is_none_or(|next| self.is_time[end] || !self.can_be_noun(next));
            by || self.is(end, "of") || self.is(end, "the") || approximated && no_noun
        };
        if self.is(at, "half") {
            let measure = self.words.units.at(self.rest(at + 1)).is_some();
            return if measure || self.is(at + 1, "their") || stands(at + 1) { share(0.5, 1) } else { None };
        }
        let cardinal = self.numbers.cardinal(tokens);
        if let Some(ratio) = cardinal.and_then(|upper| self.ratio(at, upper.value, upper.used)) {
            return Some(ratio);
        }
        let (upper, used) = if self.is(at, "a") || self.is(at, "one") {
            (1.0, 1)
        } else {
            let reading = cardinal.filter(|reading| reading.value < 20.0 && !tokens[0].is_digits())?;
            (reading.value, reading.used)
        };
        let hyphen = usize::from(self.is(at + used, "-"));
        let lower = self.numbers.denominator(tokens.get(used + hyphen)?)?;
        let end = used + hyphen + 1;
        if upper >= lower {
            return None;
        }
        // "a quarter of a million", "a quarter-million".
        let link = if self.is(at + end, "of") && self.is(at + end + 1, "a") { 2 } else { 1 };
        let linked = link == 2 || self.is(at + end, "-");
        if let Some(scale) = tokens.get(end + link).and_then(|token| self.numbers.scale(token)).filter(|_| linked) {
            return Some(Number { value: upper / lower * scale, end: at + end + link + 1, vague: false, share: false });
        }
        if upper > 1.0 || hyphen == 1 || stands(at + end) { share(upper / lower, end) } else { None }
    }

    /// "one in five", "nine in 10", "9 out of 10": the upper part has been read.
    fn ratio(&self, at: usize, upper: f64, used: usize) -> Option<Number> {
        let out_of = self.is(at + used, "out") && self.is(at + used + 1, "of");
        if !out_of && !self.is(at + used, "in") {
            return None;
        }
        let joint = at + used + 1 + usize::from(out_of);
        let from = joint + usize::from(self.is(joint, "every"));
        let lower = self.numbers.cardinal(self.rest(from))?;
        let end = from + lower.used;
        // "killed three in 12 attacks" is no share.
        let round = matches!(lower.value, 10.0 | 100.0 | 1000.0);
        let is_share = upper == 1.0 || round || out_of && lower.value < 10.0;
        let fits = is_share && upper < lower.value && !self.is_time[at..end].contains(&true);
        fits.then_some(Number { value: upper / lower.value, end, vague: false, share: true })
    }

    /// The upper end of a range: ((lower, upper), token behind).
    #[allow(clippy::type_complexity)]
    fn range(
        &self,
        at: usize,
        start: usize,
        number: Number,
        between: bool,
        money: bool,
    ) -> Option<(Option<(f64, f64)>, usize)> {
        let mut joint = number.end;
        // "5 km to 10 km" and "5% to 10%": the unit may stand on both sides.
        let unit = self.words.units.at(self.rest(joint));
        joint += unit.map_or(0, |(_, used)| used);
        let token = self.tokens.get(joint)?;
        let joins = match &*token.lower {
            "to" | "or" => !at.checked_sub(1).is_some_and(|before| self.is(before, "from")),
            "and" => between,
            "-" => token.glued && self.tokens.get(joint + 1).is_some_and(|next| next.glued),
            _ => false,
        };
        if !joins || number.vague || number.share {
            return None;
        }
        let mut second = joint + 1;
        let second_sign = self.words.signs.at(self.rest(second));
        second += second_sign.map_or(0, |(_, used)| used);
        let upper = self.number(second).filter(|upper| !upper.vague && !upper.share)?;
        // "rose 5 percent to $3 billion" is no range, nor is "5 km to 3 people".
        let second_unit = self.words.units.at(self.rest(upper.end));
        let differs = unit.is_some_and(|(unit, _)| second_unit.is_none_or(|(second, _)| second != unit));
        if differs || second_sign.is_some() && !money {
            return None;
        }
        // "rose $5 to $60".
        let changes = start.checked_sub(1).is_some_and(|at| self.words.changes.contains(&*self.tokens[at].lower));
        if changes && &*token.lower == "to" && (second_sign.is_some() || unit.is_some()) {
            return None;
        }
        // "10 to 15 million": the scale belongs to both.
        let figure = self.numbers.cardinal(&self.tokens[second..=second]).map_or(upper.value, |plain| plain.value);
        let scale = if figure > 0.0 { upper.value / figure } else { 1.0 };
        let lower = if number.value < upper.value / scale { number.value * scale } else { number.value };
        (lower < upper.value).then_some((Some((lower, upper.value)), upper.end))
    }

    fn after(&self, at: usize) -> (Option<Approximation>, usize) {
        match self.words.after.at(self.rest(at)) {
            Some((approximation, used)) => (Some(*approximation), at + used),
            None => (None, at),
        }
    }

    /// The unit, and the token behind it.
    pub(crate) fn unit(
        &self,
        at: usize,
        sign: Option<&str>,
        number: &Number,
        upper: Option<f64>,
    ) -> (Option<String>, usize) {
        if let Some(currency) = sign {
            return (Some(currency.to_owned()), at);
        }
        // "1,200-strong", "5-km".
        let hyphen = usize::from(self.is(at, "-") && self.tokens[at].glued);
        if hyphen == 1 && self.is(at + 1, "strong") {
            return (None, at + 2);
        }
        let at_unit = at + hyphen;
        let measure = self.words.units.at(self.rest(at_unit)).or_else(|| self.words.currencies.at(self.rest(at_unit)));
        if let Some((unit, used)) = measure {
            return (Some(unit.clone()), at_unit + used);
        }
        if hyphen == 1 {
            return (None, at);
        }
        self.noun(at, number, upper).map_or((None, at), |(noun, end)| (Some(noun), end))
    }

    /// The counted noun: the first plural behind the number ("25,000 Ukrainian soldiers"), or a single word.
    fn noun(&self, at: usize, number: &Number, upper: Option<f64>) -> Option<(String, usize)> {
        let mut from = at;
        let of = self.is(from, "of");
        if of || self.is(from, "more") || self.is(from, "other") {
            from += 1;
        }
        while self.tokens.get(from).is_some_and(|token| self.words.determiners.contains(&*token.lower)) {
            from += 1;
        }
        let singular = upper == Some(1.0) && !number.share;
        let mut last = None;
        let mut words = 0;
        let mut i = from;
        while i < self.tokens.len() && words < NOUN_WORDS {
            let token = &self.tokens[i];
            if token.lower == "-" && token.glued && i > from {
                // "12 AK-47 rifles", "four F-16s".
                i += 1 + usize::from(self.tokens.get(i + 1).is_some_and(|next| next.glued && next.is_digits()));
                continue;
            }
            let word = &*token.lower;
            if !token.is_word() || self.words.stops.contains(word) || self.is_time[i] {
                break;
            }
            let plural = self.is_plural(word);
            // "Abrams tanks", "police officers".
            let goes_on = (token.capital || self.words.plurals.contains(word))
                && self
                    .tokens
                    .get(i + 1)
                    .is_some_and(|next| next.lower.ends_with('s') && self.is_plural(&next.lower) && !next.capital);
            if plural && !singular && !goes_on {
                return Some((word.to_owned(), i + 1));
            }
            last = Some(i);
            words += 1;
            i += 1;
        }
        // "one Russian soldier was", "300 dead".
        // But "two of assault" counts no assault.
        let short = (words == 1 || singular && words < NOUN_WORDS) && !of;
        last.filter(|last| {
            (short && !number.vague || number.share && words == 1) && !is_verb(&self.tokens[*last].lower)
        })
        .map(|i| (self.tokens[i].lower.clone().into_owned(), i + 1))
    }

    fn is_plural(&self, word: &str) -> bool {
        let ending = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("ous");
        ending && !self.words.not_plurals.contains(word) && !self.words.stops.contains(word)
            || self.words.plurals.contains(word)
    }
}

/// True for words with the endings of verbs and adverbs, which are no nouns.
fn is_verb(word: &str) -> bool {
    word.ends_with("ed") || word.ends_with("ly") || word.ends_with("ing")
}
