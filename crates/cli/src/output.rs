//! How claims are printed: for people, as brat standoff, as bare spans. (Proto JSON needs no code of ours.)

mod brat;
mod people;
mod spans;

pub(crate) use brat::brat;
pub(crate) use people::{Heading, claim, heading, printable};
pub(crate) use spans::spans;
