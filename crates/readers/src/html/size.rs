//! How much the elements of a page hold: words, and how many of them are in links.

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

use crate::text::count_words;

/// How much an element holds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Size {
    pub(super) words: usize,
    /// Words in links.
    pub(super) linked: usize,
    /// Elements, itself not counted.
    pub(super) elements: usize,
    /// Words that are its own, not those of an element in it.
    pub(super) own: usize,
}

impl Size {
    /// Words outside links.
    pub(super) fn running(self) -> usize {
        self.words.saturating_sub(self.linked)
    }
}

/// Measures all elements under `root`, and itself, in one walk.
pub(super) fn measure(root: &NodeRef<'_>) -> HashMap<NodeId, Size> {
    let mut sizes: HashMap<NodeId, Size> = HashMap::new();
    // The sizes of the elements that are open.
    let mut open = vec![Size::default()];
    let mut links = 0_usize;
    let is_link = |node: &NodeRef<'_>| node.has_name("a") && node.has_attr("href");
    let mut next = Some(*root);
    while let Some(node) = next {
        if node.is_text() {
            let words = count_words(&node.text());
            if let Some(size) = open.last_mut() {
                size.words += words;
                size.own += words;
                size.linked += if links > 0 { words } else { 0 };
            }
        } else {
            links += usize::from(is_link(&node));
            open.push(Size::default());
            if let Some(child) = node.first_child() {
                next = Some(child);
                continue;
            }
        }
        let mut node = node;
        next = loop {
            if !node.is_text() {
                links -= usize::from(is_link(&node));
                let size = open.pop().unwrap_or_default();
                if let Some(parent) = open.last_mut() {
                    parent.words += size.words;
                    parent.linked += size.linked;
                    parent.elements += size.elements + 1;
                }
                sizes.insert(node.id, size);
            }
            if node.id == root.id {
                break None;
            }
            if let Some(sibling) = node.next_sibling() {
                break Some(sibling);
            }
            let Some(parent) = node.parent() else { break None };
            node = parent;
        };
    }
    sizes
}
