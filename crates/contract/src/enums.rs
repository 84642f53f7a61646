//! The closed sets of words, to the wire and back.

use sayso_domain as domain;
use sayso_text::OffsetUnit;

use crate::{FieldError, Path, Reason, claim::v1 as wire};

/// For each enum: to the wire (total), and back as `None` for unspecified.
macro_rules! both_ways {
    ($($name:ident { $($member:ident),+ } $to:ident $from:ident;)+) => { $(
        #[doc = concat!("[`domain::", stringify!($name), "`] as it is on the wire.")]
        #[must_use]
        pub fn $to(value: domain::$name) -> wire::$name {
            match value { $(domain::$name::$member => wire::$name::$member,)+ }
        }

        #[doc = concat!("[`domain::", stringify!($name), "`] from the wire; `None` for unspecified.")]
        ///
        /// # Errors
        /// [`Reason::UnknownValue`] for a number that this version does not know.
        pub fn $from(value: i32, path: &Path<'_>) -> Result<Option<domain::$name>, FieldError> {
            match wire::$name::try_from(value) {
                Ok(wire::$name::Unspecified) => Ok(None),
                $(Ok(wire::$name::$member) => Ok(Some(domain::$name::$member)),)+
                Err(_) => Err(unknown(value, path)),
            }
        }
    )+ };
}

both_ways! {
    Form { Direct, Indirect, Mixed } form_to_wire form_from_wire;
    Kind { Statement, Denial, Belief, Intention, Perception, Decree, Question } kind_to_wire kind_from_wire;
    Certainty { Certain, Probable, Possible, Underspecified } certainty_to_wire certainty_from_wire;
    Polarity { Positive, Negative, Underspecified } polarity_to_wire polarity_from_wire;
    Stance { Neutral, Distancing, Endorsing } stance_to_wire stance_from_wire;
    HedgedBy { Source, Reporter } hedged_by_to_wire hedged_by_from_wire;
    SourceKind { Person, Organization, Document, Group, OfficialBody, MediaOutlet, Unstated, Author }
        source_kind_to_wire source_kind_from_wire;
    Gender { Female, Male } gender_to_wire gender_from_wire;
    Resolution { FullName, ShortName, Pronoun, FirstPerson, Nominal, Metonym, Implied }
        resolution_to_wire resolution_from_wire;
    Approximation { Exact, About, Nearly, AtLeast, AtMost } approximation_to_wire approximation_from_wire;
    TimeType { Date, Time, Duration, Set } time_type_to_wire time_type_from_wire;
    PlacePrecision { Site, Settlement, Region, Country } place_precision_to_wire place_precision_from_wire;
}

/// The pairs of a note code, which is total both ways.
macro_rules! note_codes {
    ($($member:ident),+) => {
        /// [`domain::NoteCode`] as it is on the wire.
        #[must_use]
        pub fn note_code_to_wire(code: domain::NoteCode) -> wire::NoteCode {
            match code { $(domain::NoteCode::$member => wire::NoteCode::$member,)+ }
        }

        /// [`domain::NoteCode`] from the wire. A number that this version does not know counts as unspecified: a note
        /// informs its reader, and a newer extractor's must not make its claims unreadable.
        #[must_use]
        pub fn note_code_from_wire(code: i32) -> domain::NoteCode {
            match wire::NoteCode::try_from(code) {
                $(Ok(wire::NoteCode::$member) => domain::NoteCode::$member,)+
                Err(_) => domain::NoteCode::Unspecified,
            }
        }
    };
}

note_codes!(Unspecified, EmptyText, LanguageNotSupported, UnbalancedQuotation, NoPublicationTime, LimitReached);

fn unknown(value: i32, path: &Path<'_>) -> FieldError {
    path.error(Reason::UnknownValue, format!("{value} is no value of this enum that this version knows"))
}

/// The value, or an error that it is needed.
pub(crate) fn specified<T>(value: Option<T>, path: &Path<'_>) -> Result<T, FieldError> {
    value.ok_or_else(|| path.error(Reason::UnknownValue, "it must be set to a value other than unspecified"))
}

/// The unit as it is on the wire.
#[must_use]
pub fn unit_to_wire(unit: OffsetUnit) -> wire::OffsetUnit {
    match unit {
        OffsetUnit::Utf8 => wire::OffsetUnit::Utf8,
        OffsetUnit::Utf16 => wire::OffsetUnit::Utf16,
        OffsetUnit::CodePoint => wire::OffsetUnit::CodePoint,
    }
}

/// The unit from the wire; unspecified counts as UTF-8.
///
/// # Errors
/// [`Reason::UnknownValue`] for a number that this version does not know.
pub fn unit_from_wire(value: i32, path: &Path<'_>) -> Result<OffsetUnit, FieldError> {
    match wire::OffsetUnit::try_from(value) {
        Ok(wire::OffsetUnit::Unspecified | wire::OffsetUnit::Utf8) => Ok(OffsetUnit::Utf8),
        Ok(wire::OffsetUnit::Utf16) => Ok(OffsetUnit::Utf16),
        Ok(wire::OffsetUnit::CodePoint) => Ok(OffsetUnit::CodePoint),
        Err(_) => Err(unknown(value, path)),
    }
}
