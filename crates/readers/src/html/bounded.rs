//! What html5ever builds a page with: a tree that counts what is built, and takes no more of it than is needed.

use std::{
    borrow::Cow,
    cell::{Cell, OnceCell, Ref, RefCell},
    collections::HashMap,
};

use dom_query::{Document, NodeId};
use html5ever::{
    Attribute, QualName,
    tendril::StrTendril,
    tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
};

use super::tree::MAX_VALUE_BYTES;

/// Builds a [`Document`] and counts what is built.
#[derive(Default)]
pub(super) struct Bounded {
    document: Document,
    /// How deep each node of the tree stands.
    depths: RefCell<HashMap<NodeId, usize>>,
    pub(super) deepest: Cell<usize>,
    pub(super) elements: Cell<usize>,
    pub(super) mistakes: Cell<usize>,
    comment: OnceCell<NodeId>,
    /// Nodes and texts that were added: it moves on with every tag.
    pub(super) built: Cell<usize>,
}

impl Bounded {
    fn count(counter: &Cell<usize>) {
        counter.set(counter.get() + 1);
    }

    fn depth(&self, node: NodeId) -> usize {
        self.depths.borrow().get(&node).copied().unwrap_or_default()
    }

    fn place(&self, node: NodeId, depth: usize) {
        self.depths.borrow_mut().insert(node, depth);
        self.deepest.set(self.deepest.get().max(depth));
    }

    /// Whether it is to be put there.
    fn place_child(&self, parent: NodeId, child: &NodeOrText<NodeId>) -> bool {
        self.place_at(self.depth(parent) + 1, child)
    }

    fn place_at(&self, depth: usize, child: &NodeOrText<NodeId>) -> bool {
        Self::count(&self.built);
        let NodeOrText::AppendNode(node) = child else { return true };
        let is_comment = self.comment.get() == Some(node);
        if !is_comment {
            self.place(*node, depth);
        }
        !is_comment
    }
}

impl TreeSink for Bounded {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Document {
        self.document
    }

    /// The messages are not kept: nobody reads them, and a page may have as many as it has bytes.
    fn parse_error(&self, _message: Cow<'static, str>) {
        Self::count(&self.mistakes);
    }

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.document.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        Self::count(&self.elements);
        Self::count(&self.built);
        self.document.create_element(name, shortened(attributes), flags)
    }

    /// Nobody reads comments, and a page may have millions: one stands for all, and it stands nowhere.
    fn create_comment(&self, _text: StrTendril) -> NodeId {
        Self::count(&self.built);
        *self.comment.get_or_init(|| self.document.create_comment(StrTendril::new()))
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        Self::count(&self.built);
        self.document.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        if self.place_child(*parent, &child) {
            self.document.append(parent, child);
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        if self.place_child(*previous, &child) {
            self.document.append_based_on_parent_node(element, previous, child);
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.document.append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.document.get_template_contents(target);
        self.place(contents, self.depth(*target) + 1);
        contents
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        if self.place_at(self.depth(*sibling), &child) {
            self.document.append_before_sibling(sibling, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        Self::count(&self.built);
        // Each is held against all that are there; a few are all that a page can mean.
        self.document.add_attrs_if_missing(target, shortened(attributes.into_iter().take(64).collect()));
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.document.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, node: &NodeId) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(node)
    }
}

fn shortened(mut attributes: Vec<Attribute>) -> Vec<Attribute> {
    for attribute in &mut attributes {
        let end = attribute.value.floor_char_boundary(MAX_VALUE_BYTES);
        attribute.value.pop_back(attribute.value.len32() - end as u32);
    }
    attributes
}
