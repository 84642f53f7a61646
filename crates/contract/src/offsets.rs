//! Spans on the wire: offsets in the unit of the request, with their words.

use sayso_text::{OffsetMap, OffsetUnit, Span, Spans};

use crate::{
    FieldError, Path, Reason,
    claim::v1::{self as wire, TextSpan},
    enums,
};

/// Converts spans of one text, counted in one unit.
#[derive(Debug, Clone)]
pub struct Offsets<'t> {
    map: OffsetMap<'t>,
    unit: OffsetUnit,
}

impl<'t> Offsets<'t> {
    /// For `text`, in `unit`. Takes one pass over the text.
    #[must_use]
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        Self { map: OffsetMap::new(text), unit }
    }

    /// The text that the spans point into.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.map.text()
    }

    /// The unit of the offsets on the wire.
    #[must_use]
    pub fn wire_unit(&self) -> wire::OffsetUnit {
        enums::unit_to_wire(self.unit)
    }

    pub(crate) fn span_to_wire(&self, span: Span) -> TextSpan {
        let (start, end) = self.map.to_unit(span, self.unit);
        // A text is at most 16 MiB, so offsets fit.
        let offset = |at: u64| u32::try_from(at).unwrap_or(u32::MAX);
        TextSpan {
            start: offset(start),
            end: offset(end),
            text: span.words(self.text()).unwrap_or_default().to_owned(),
        }
    }

    /// The pieces of spans as they are on the wire, with their words.
    #[must_use]
    pub fn spans_to_wire(&self, spans: &Spans) -> Vec<TextSpan> {
        spans.pieces().iter().map(|piece| self.span_to_wire(*piece)).collect()
    }

    pub(crate) fn span_from_wire(&self, span: &TextSpan, path: &Path<'_>) -> Result<Span, FieldError> {
        let read = self
            .map
            .from_unit(span.start.into(), span.end.into(), self.unit)
            .map_err(|error| path.error(Reason::OutOfRange, error))?;
        let words = read.words(self.text()).unwrap_or_default();
        if span.text.is_empty() || span.text == words {
            return Ok(read);
        }
        let shown = |text: &str| text.chars().take(40).collect::<String>();
        let message = format!(
            "the text has {:?} at these offsets, not {:?}: check the offset unit",
            shown(words),
            shown(&span.text)
        );
        Err(path.field("text").error(Reason::Mismatch, message))
    }

    pub(crate) fn optional_span_from_wire(
        &self,
        span: Option<&TextSpan>,
        path: &Path<'_>,
    ) -> Result<Option<Span>, FieldError> {
        span.map(|span| self.span_from_wire(span, path)).transpose()
    }

    pub(crate) fn required_span_from_wire(&self, span: Option<&TextSpan>, path: &Path<'_>) -> Result<Span, FieldError> {
        self.optional_span_from_wire(span, path)?.ok_or_else(|| path.error(Reason::Required, "a span is needed"))
    }

    /// Spans from the wire.
    ///
    /// # Errors
    /// Names the piece that does not fit the text, or is out of order.
    pub fn spans_from_wire(&self, pieces: &[TextSpan], path: &Path<'_>) -> Result<Spans, FieldError> {
        let pieces: Result<Vec<_>, _> =
            pieces.iter().enumerate().map(|(i, piece)| self.span_from_wire(piece, &path.index(i))).collect();
        Spans::new(pieces?).map_err(|error| path.error(Reason::OutOfRange, error))
    }
}
