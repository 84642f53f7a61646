//! What the parts of tagging cost: loading, cutting a text into pieces and windows, one window by its length, and an
//! article. `cargo bench -p sayso-tagger`; a figure is that of one thread.

use std::sync::LazyLock;

use divan::{Bencher, black_box, counter::ItemsCount};
use sayso_tagger::Tagger;

static TAGGER: LazyLock<Tagger> = LazyLock::new(|| match Tagger::embedded() {
    Ok(tagger) => tagger,
    Err(error) => unreachable!("{error}"),
});

/// An invented report of some 330 words.
const ARTICLE: &str = "Harbour town told to wait for its bridge

The governor of Lysquen said on Tuesday that the old bridge over the Harrow would stay shut until engineers had \
looked at its northern pier. “No lorry is worth a life,” Ilsabet Korrane told reporters outside the town hall.

According to two officials of the roads ministry, who asked not to be named, a crack was found there in March. The \
ministry denied that it had known. In a statement it called the reports “invented from the first word to the last”.

Olaf Brandt, who has run the ferry for forty years, was not impressed. “They said it would take a week,” he said. “It \
has been eleven.” He added that his boat could carry nine cars an hour, and that the queue was longer than that.

The opposition accused the governor of hiding the engineers’ report, which it says was finished in April. Korrane’s \
spokeswoman, Dana Reyes, rejected the claim and promised that it would be published “when it is complete”. Asked \
whether that meant this year, she declined to comment.

Shopkeepers on both banks fear that the summer is lost. Marta Quillfeather, who owns the bakery by the eastern ramp, \
believes that a third of her customers now shop elsewhere. “I do not blame them,” she said.

Engineers at the university of Karselt had warned as early as 2019 that the pier was being washed out, a letter seen \
by this newspaper shows. The town council voted last week to ask for a second opinion. A decision on whether to tear \
the bridge down is expected in the autumn, according to the council’s agenda.

It is the third closure in ten years. In 2016 the bridge was shut for a month after a barge had struck it; four years \
later a flood carried off part of the western ramp. The ministry said at the time that both had been repaired for good.
";

fn main() {
    divan::main();
}

#[divan::bench]
fn load() -> Option<Tagger> {
    Tagger::embedded().ok()
}

/// Pieces and windows, without the model; items are words.
#[divan::bench]
fn cut(bencher: Bencher) {
    let words = ItemsCount::new(ARTICLE.split_whitespace().count());
    bencher.counter(words).bench_local(|| TAGGER.read(black_box(ARTICLE), usize::MAX).len());
}

/// The model, decoding and links on one window; items are words.
#[divan::bench(args = [10, 25, 50, 100, 150, 175])]
fn window(bencher: Bencher, words: usize) {
    let text: Vec<&str> = ARTICLE.split_whitespace().take(words).collect();
    let text = text.join(" ");
    bencher.counter(ItemsCount::new(words)).bench_local(|| TAGGER.read(black_box(&text), 1).next());
}

/// A whole article; items are words.
#[divan::bench]
fn article(bencher: Bencher) {
    let words = ItemsCount::new(ARTICLE.split_whitespace().count());
    bencher.counter(words).bench_local(|| TAGGER.tag(black_box(ARTICLE)));
}
