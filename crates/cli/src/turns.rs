//! Work on many items at once, in which those that belong together keep their order.

use std::{collections::HashMap, hash::Hash};

use futures_util::{Stream, StreamExt};
use tokio::sync::oneshot::{self, error::TryRecvError};

/// Runs `work` on the items, on up to `at_once` together. Items of one key have their turns one after the other, in the
/// order they come; those without a key wait for none. The results come in the order of the items.
pub(crate) fn in_turn<T, K: Eq + Hash, F: Future>(
    items: impl Stream<Item = T>,
    at_once: usize,
    key: impl Fn(&T) -> Option<K>,
    work: impl Fn(T) -> F,
) -> impl Stream<Item = F::Output> {
    // Of each key, what ends with the turn of its latest item.
    let mut latest: HashMap<K, oneshot::Receiver<()>> = HashMap::new();
    let turns = items.map(move |item| {
        if latest.len() > 2 * at_once {
            latest.retain(|_, turn| turn.try_recv() == Err(TryRecvError::Empty));
        }
        let (ends, end) = oneshot::channel();
        let before = key(&item).and_then(|key| latest.insert(key, end));
        let work = work(item);
        async move {
            if let Some(before) = before {
                // Nothing is ever sent: it returns when the other end is dropped.
                let _ = before.await;
            }
            let result = work.await;
            drop(ends);
            result
        }
    });
    // An item is taken in after those before it, so what it waits for is always under way.
    turns.buffered(at_once)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use futures_util::stream;

    use super::*;

    /// What happens when each piece of work gives way to others as often as `pauses` says.
    async fn events(items: &[(char, u32)], at_once: usize, pauses: impl Fn(char, u32) -> usize) -> Vec<String> {
        let events = RefCell::new(Vec::new());
        let (noted, pauses) = (&events, &pauses);
        let work = |(key, number): (char, u32)| async move {
            noted.borrow_mut().push(format!("{key}{number}"));
            for _ in 0..pauses(key, number) {
                tokio::task::yield_now().await;
            }
            noted.borrow_mut().push(format!("/{key}{number}"));
            (key, number)
        };
        let key = |(key, _): &(char, u32)| Some(*key).filter(|key| *key != '-');
        let results: Vec<_> = in_turn(stream::iter(items.to_vec()), at_once, key, work).collect().await;
        assert_eq!(results, items);
        events.into_inner()
    }

    #[tokio::test]
    async fn items_of_one_key_have_their_turns_in_order_and_the_others_go_on() {
        let items = [('a', 1), ('a', 2), ('b', 1), ('-', 1), ('-', 2), ('a', 3)];
        // The first takes longest.
        let events = events(&items, 8, |_, number| 10 / number as usize).await;
        let at = |event: &str| events.iter().position(|found| found == event).unwrap();
        assert!(at("/a1") < at("a2") && at("/a2") < at("a3"), "{events:?}");
        assert!(at("b1") < at("/a1") && at("-1") < at("/a1") && at("-2") < at("/-1"), "{events:?}");
    }

    #[tokio::test]
    async fn many_items_of_few_keys_all_have_their_turn() {
        let items: Vec<(char, u32)> = (0..1000).map(|number| (['a', 'b', 'c'][number as usize % 3], number)).collect();
        for at_once in [1, 2, 32] {
            let events = events(&items, at_once, |_, number| number as usize % 7).await;
            for key in ['a', 'b', 'c'] {
                let own: Vec<&String> = events.iter().filter(|event| event.contains(key)).collect();
                assert!(own.chunks(2).all(|turn| *turn[1] == format!("/{}", turn[0])), "{own:?}");
            }
        }
    }
}
