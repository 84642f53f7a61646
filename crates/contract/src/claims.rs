//! Claims to the wire and back.

use sayso_domain::{
    Attribution, AttributionError, Certainty, Claim, Commitment, Confidence, Coordinates, Document, Embedding, Entity,
    Forecast, Hedge, MAX_EMBEDDING, Part, Place, Polarity, Quantity, Relay, Source, SourceId, Stance, TimeExpression,
};

use crate::{
    FieldError, Offsets, Path, Reason,
    claim::v1 as wire,
    documents::{filled, read},
    enums::*,
    times::{interval_from_wire, interval_to_wire},
};

/// A claim as it is on the wire, its spans with their words.
#[must_use]
pub fn claim_to_wire(claim: &Claim, offsets: &Offsets<'_>) -> wire::Claim {
    let attribution = claim.attribution();
    wire::Claim {
        id: claim.id().to_string(),
        attribution: Some(wire::Attribution {
            source: offsets.spans_to_wire(attribution.source()),
            cue: offsets.spans_to_wire(attribution.cue()),
            content: offsets.spans_to_wire(attribution.content()),
        }),
        form: form_to_wire(claim.form).into(),
        kind: kind_to_wire(claim.kind).into(),
        confidence: claim.confidence.map(Confidence::get),
        source: claim.source.as_ref().map(|source| source_to_wire(source, offsets)),
        relayed_by: claim.relayed_by.iter().map(|relay| relay_to_wire(relay, offsets)).collect(),
        commitment: Some(commitment_to_wire(&claim.commitment, offsets)),
        times: claim.times.iter().map(|time| time_to_wire(time, offsets)).collect(),
        places: claim.places.iter().map(|place| place_to_wire(place, offsets)).collect(),
        forecast: claim.forecast.as_ref().map(|forecast| wire::Forecast {
            due: forecast.due.map(interval_to_wire),
            deadline: offsets.spans_to_wire(&forecast.deadline),
            basis: offsets.spans_to_wire(&forecast.basis),
        }),
        said: claim.said.as_ref().map(|time| time_to_wire(time, offsets)),
        quantities: claim.quantities.iter().map(|quantity| quantity_to_wire(quantity, offsets)).collect(),
        embedding: claim.embedding.as_ref().map(embedding_to_wire).unwrap_or_default(),
    }
}

/// A claim of `document` from the wire. Its id is made anew; `offsets` must be those of the document's text.
///
/// # Errors
/// Names the field that is absent, malformed, out of range or contradicts the text.
pub fn claim_from_wire(
    claim: &wire::Claim,
    document: &Document,
    offsets: &Offsets<'_>,
    path: &Path<'_>,
) -> Result<Claim, FieldError> {
    let attribution = attribution_from_wire(claim.attribution.as_ref(), offsets, &path.field("attribution"))?;
    let (form, kind) = (path.field("form"), path.field("kind"));
    let form = specified(form_from_wire(claim.form, &form)?, &form)?;
    let kind = specified(kind_from_wire(claim.kind, &kind)?, &kind)?;
    let mut made = Claim::new(document, attribution, form, kind);
    made.confidence = confidence_from_wire(claim.confidence, &path.field("confidence"))?;
    let source = path.field("source");
    made.source = claim.source.as_ref().map(|wire| source_from_wire(wire, offsets, &source)).transpose()?;
    made.relayed_by =
        each(&claim.relayed_by, &path.field("relayed_by"), |wire, path| relay_from_wire(wire, offsets, path))?;
    let commitment = path.field("commitment");
    if let Some(wire) = &claim.commitment {
        made.commitment = commitment_from_wire(wire, offsets, &commitment)?;
    }
    made.times = each(&claim.times, &path.field("times"), |wire, path| time_from_wire(wire, offsets, path))?;
    made.places = each(&claim.places, &path.field("places"), |wire, path| place_from_wire(wire, offsets, path))?;
    let forecast = path.field("forecast");
    made.said = claim.said.as_ref().map(|wire| time_from_wire(wire, offsets, &path.field("said"))).transpose()?;
    made.quantities =
        each(&claim.quantities, &path.field("quantities"), |wire, path| quantity_from_wire(wire, offsets, path))?;
    made.forecast = claim.forecast.as_ref().map(|wire| forecast_from_wire(wire, offsets, &forecast)).transpose()?;
    made.embedding = embedding_from_wire(&claim.embedding, &path.field("embedding"))?;
    Ok(made)
}

fn embedding_to_wire(embedding: &Embedding) -> Vec<u8> {
    embedding.components().iter().map(|component| component.cast_unsigned()).collect()
}

fn embedding_from_wire(bytes: &[u8], path: &Path<'_>) -> Result<Option<Embedding>, FieldError> {
    if bytes.is_empty() {
        return Ok(None);
    }
    let error = || path.error(Reason::OutOfRange, format!("it must be at most {MAX_EMBEDDING} bytes, not all zero"));
    Embedding::new(bytes.iter().map(|byte| byte.cast_signed()).collect()).map(Some).ok_or_else(error)
}

/// Converts the entries of a repeated field, each under its own path.
pub(crate) fn each<W, D>(
    entries: &[W],
    path: &Path<'_>,
    convert: impl Fn(&W, &Path<'_>) -> Result<D, FieldError>,
) -> Result<Vec<D>, FieldError> {
    entries.iter().enumerate().map(|(i, entry)| convert(entry, &path.index(i))).collect()
}

fn attribution_from_wire(
    attribution: Option<&wire::Attribution>,
    offsets: &Offsets<'_>,
    path: &Path<'_>,
) -> Result<Attribution, FieldError> {
    let attribution = attribution.ok_or_else(|| path.error(Reason::Required, "an attribution is needed"))?;
    let source = offsets.spans_from_wire(&attribution.source, &path.field("source"))?;
    let cue = offsets.spans_from_wire(&attribution.cue, &path.field("cue"))?;
    let content = offsets.spans_from_wire(&attribution.content, &path.field("content"))?;
    Attribution::new(offsets.text(), source, cue, content).map_err(|error| match error {
        AttributionError::NoContent => path.field("content").error(Reason::Required, error),
        AttributionError::Overlap { first, .. } => path.field(part_field(first)).error(Reason::OutOfRange, error),
        AttributionError::OutsideText { part, index } => {
            path.field(part_field(part)).index(index).error(Reason::OutOfRange, error)
        }
    })
}

fn part_field(part: Part) -> &'static str {
    part.as_str()
}

fn confidence_from_wire(probability: Option<f32>, path: &Path<'_>) -> Result<Option<Confidence>, FieldError> {
    let error = || path.error(Reason::OutOfRange, "it must lie between 0 and 1");
    probability.map(|probability| Confidence::new(probability).ok_or_else(error)).transpose()
}

fn source_to_wire(source: &Source, offsets: &Offsets<'_>) -> wire::Source {
    let or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
    wire::Source {
        entity_id: source.entity.as_ref().map(ToString::to_string).unwrap_or_default(),
        name: or_empty(&source.name),
        kind: source.kind.map_or(wire::SourceKind::Unspecified, source_kind_to_wire).into(),
        anonymous: source.anonymous,
        role: or_empty(&source.role),
        affiliation: or_empty(&source.affiliation),
        antecedent: offsets.spans_to_wire(&source.antecedent),
        anonymity_reason: offsets.spans_to_wire(&source.anonymity_reason),
        gender: source.gender.map_or(wire::Gender::Unspecified, gender_to_wire).into(),
        resolution: source.resolution.map_or(wire::Resolution::Unspecified, resolution_to_wire).into(),
        confidence: source.confidence.map(Confidence::get),
    }
}

fn source_from_wire(source: &wire::Source, offsets: &Offsets<'_>, path: &Path<'_>) -> Result<Source, FieldError> {
    Ok(Source {
        entity: read(&source.entity_id, &path.field("entity_id"), |id| SourceId::new(id))?,
        name: filled(source.name.clone()),
        kind: source_kind_from_wire(source.kind, &path.field("kind"))?,
        anonymous: source.anonymous,
        role: filled(source.role.clone()),
        affiliation: filled(source.affiliation.clone()),
        antecedent: offsets.spans_from_wire(&source.antecedent, &path.field("antecedent"))?,
        anonymity_reason: offsets.spans_from_wire(&source.anonymity_reason, &path.field("anonymity_reason"))?,
        gender: gender_from_wire(source.gender, &path.field("gender"))?,
        resolution: resolution_from_wire(source.resolution, &path.field("resolution"))?,
        confidence: confidence_from_wire(source.confidence, &path.field("confidence"))?,
    })
}

fn relay_to_wire(relay: &Relay, offsets: &Offsets<'_>) -> wire::Relay {
    wire::Relay { name: relay.name.clone(), words: offsets.spans_to_wire(&relay.words) }
}

fn relay_from_wire(relay: &wire::Relay, offsets: &Offsets<'_>, path: &Path<'_>) -> Result<Relay, FieldError> {
    if relay.name.is_empty() {
        return Err(path.field("name").error(Reason::Required, "a name is needed"));
    }
    let words = offsets.spans_from_wire(&relay.words, &path.field("words"))?;
    Ok(Relay { name: relay.name.clone(), words })
}

fn commitment_to_wire(commitment: &Commitment, offsets: &Offsets<'_>) -> wire::Commitment {
    let hedge = |hedge: &Hedge| wire::Hedge {
        words: offsets.spans_to_wire(&hedge.words),
        by: hedged_by_to_wire(hedge.by).into(),
    };
    wire::Commitment {
        certainty: certainty_to_wire(commitment.certainty).into(),
        polarity: polarity_to_wire(commitment.polarity).into(),
        stance: stance_to_wire(commitment.stance).into(),
        hedges: commitment.hedges.iter().map(hedge).collect(),
        condition: offsets.spans_to_wire(&commitment.condition),
        caveat: offsets.spans_to_wire(&commitment.caveat),
    }
}

fn commitment_from_wire(
    commitment: &wire::Commitment,
    offsets: &Offsets<'_>,
    path: &Path<'_>,
) -> Result<Commitment, FieldError> {
    let certainty = certainty_from_wire(commitment.certainty, &path.field("certainty"))?;
    let polarity = polarity_from_wire(commitment.polarity, &path.field("polarity"))?;
    let stance = stance_from_wire(commitment.stance, &path.field("stance"))?;
    let hedges = each(&commitment.hedges, &path.field("hedges"), |hedge, path| {
        let by = path.field("by");
        Ok(Hedge {
            words: offsets.spans_from_wire(&hedge.words, &path.field("words"))?,
            by: specified(hedged_by_from_wire(hedge.by, &by)?, &by)?,
        })
    })?;
    Ok(Commitment {
        certainty: certainty.unwrap_or(Certainty::Underspecified),
        polarity: polarity.unwrap_or(Polarity::Underspecified),
        stance: stance.unwrap_or(Stance::Neutral),
        hedges,
        condition: offsets.spans_from_wire(&commitment.condition, &path.field("condition"))?,
        caveat: offsets.spans_from_wire(&commitment.caveat, &path.field("caveat"))?,
    })
}

/// An entity as it is on the wire, its mentions with their words.
#[must_use]
pub fn entity_to_wire(entity: &Entity, offsets: &Offsets<'_>) -> wire::Entity {
    wire::Entity {
        name: entity.name.clone(),
        kind: source_kind_to_wire(entity.kind).into(),
        gender: entity.gender.map_or(wire::Gender::Unspecified, gender_to_wire).into(),
        role: entity.role.clone().unwrap_or_default(),
        affiliation: entity.affiliation.clone().unwrap_or_default(),
        mentions: entity.mentions.iter().map(|span| offsets.span_to_wire(*span)).collect(),
    }
}

/// A time expression as it is on the wire.
#[must_use]
pub fn time_to_wire(time: &TimeExpression, offsets: &Offsets<'_>) -> wire::TimeExpression {
    wire::TimeExpression {
        words: Some(offsets.span_to_wire(time.words)),
        r#type: time_type_to_wire(time.kind).into(),
        value: time.value.clone().unwrap_or_default(),
        interval: time.interval.map(interval_to_wire),
    }
}

fn time_from_wire(
    time: &wire::TimeExpression,
    offsets: &Offsets<'_>,
    path: &Path<'_>,
) -> Result<TimeExpression, FieldError> {
    let kind = path.field("type");
    Ok(TimeExpression {
        words: offsets.required_span_from_wire(time.words.as_ref(), &path.field("words"))?,
        kind: specified(time_type_from_wire(time.r#type, &kind)?, &kind)?,
        value: filled(time.value.clone()),
        interval: interval_from_wire(time.interval.as_ref(), &path.field("interval"))?,
    })
}

/// A place as it is on the wire.
#[must_use]
pub fn place_to_wire(place: &Place, offsets: &Offsets<'_>) -> wire::Place {
    wire::Place {
        words: Some(offsets.span_to_wire(place.words)),
        geonames_id: place.geonames_id.unwrap_or_default(),
        name: place.name.clone().unwrap_or_default(),
        coordinates: place
            .coordinates
            .map(|at| wire::Coordinates { latitude: at.latitude(), longitude: at.longitude() }),
        country: place.country.clone().unwrap_or_default(),
        feature_class: place.feature_class.map(String::from).unwrap_or_default(),
        precision: place.precision.map_or(wire::PlacePrecision::Unspecified, place_precision_to_wire).into(),
    }
}

fn place_from_wire(place: &wire::Place, offsets: &Offsets<'_>, path: &Path<'_>) -> Result<Place, FieldError> {
    let coordinates = place.coordinates.as_ref().map(|at| {
        let error =
            || path.field("coordinates").error(Reason::OutOfRange, "degrees: -90 to 90 north and -180 to 180 east");
        Coordinates::new(at.latitude, at.longitude).ok_or_else(error)
    });
    let country = read(&place.country, &path.field("country"), |code| {
        let valid = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
        if valid { Ok(code.to_owned()) } else { Err("it must be two capital letters (ISO 3166-1 alpha-2)") }
    })?;
    let feature_class = read(&place.feature_class, &path.field("feature_class"), |class| {
        let mut letters = class.chars();
        let valid = |letter: &char| "AHLPRSTUV".contains(*letter);
        let letter = letters.next().filter(valid).filter(|_| letters.next().is_none());
        letter.ok_or("it must be one of A H L P R S T U V")
    })?;
    Ok(Place {
        words: offsets.required_span_from_wire(place.words.as_ref(), &path.field("words"))?,
        geonames_id: (place.geonames_id != 0).then_some(place.geonames_id),
        name: filled(place.name.clone()),
        coordinates: coordinates.transpose()?,
        country,
        feature_class,
        precision: place_precision_from_wire(place.precision, &path.field("precision"))?,
    })
}

fn forecast_from_wire(
    forecast: &wire::Forecast,
    offsets: &Offsets<'_>,
    path: &Path<'_>,
) -> Result<Forecast, FieldError> {
    Ok(Forecast {
        due: interval_from_wire(forecast.due.as_ref(), &path.field("due"))?,
        deadline: offsets.spans_from_wire(&forecast.deadline, &path.field("deadline"))?,
        basis: offsets.spans_from_wire(&forecast.basis, &path.field("basis"))?,
    })
}

fn quantity_to_wire(quantity: &Quantity, offsets: &Offsets<'_>) -> wire::Quantity {
    wire::Quantity {
        words: Some(offsets.span_to_wire(quantity.words)),
        value: quantity.value,
        upper: quantity.upper,
        unit: quantity.unit.clone().unwrap_or_default(),
        approximation: approximation_to_wire(quantity.approximation).into(),
    }
}

fn quantity_from_wire(
    quantity: &wire::Quantity,
    offsets: &Offsets<'_>,
    path: &Path<'_>,
) -> Result<Quantity, FieldError> {
    let approximation = path.field("approximation");
    if !quantity.value.is_finite() {
        return Err(path.field("value").error(Reason::OutOfRange, "it must be a finite number"));
    }
    if quantity.upper.is_some_and(|upper| !upper.is_finite() || upper <= quantity.value) {
        return Err(path.field("upper").error(Reason::OutOfRange, "it must be a finite number above the value"));
    }
    Ok(Quantity {
        words: offsets.required_span_from_wire(quantity.words.as_ref(), &path.field("words"))?,
        value: quantity.value,
        upper: quantity.upper,
        unit: filled(quantity.unit.clone()),
        approximation: specified(approximation_from_wire(quantity.approximation, &approximation)?, &approximation)?,
    })
}

#[cfg(test)]
mod tests;
