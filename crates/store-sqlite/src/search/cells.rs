//! Points on the globe as terms of an index.
//!
//! The globe is cut into cells, and these into smaller ones. A circle is the cells that lie within it, and, of those
//! that its edge runs through, the places that lie within it: the ledger knows all points that its claims name.

use rusqlite::Connection;
use sayso_domain::Coordinates;
use sayso_store::Circle;

/// How many times each side of the globe is halved for the cells of each level. A cell of the last level is 39 by 20
/// kilometres large at the equator.
const LEVELS: [u32; 4] = [4, 6, 8, 10];

/// The most terms of a circle. Where that is not enough, cells that its edge runs through stand for what is in them.
const MAX_TERMS: usize = 256;

/// A cell. Its number has the bits of its two coordinates by turns, so that it begins with that of the cell around it
/// (Morton, 1966).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cell {
    halvings: u32,
    number: i64,
}

impl Cell {
    /// The cell of the last level that a point lies in.
    fn smallest(at: Coordinates) -> Self {
        let halvings = LEVELS[LEVELS.len() - 1];
        let side = 1_i64 << halvings;
        // Within the globe, so the conversion only cuts off the fraction.
        #[allow(clippy::cast_possible_truncation)]
        let index = |share: f64| ((share * side as f64) as i64).clamp(0, side - 1);
        let (row, column) = (index((at.latitude() + 90.0) / 180.0), index((at.longitude() + 180.0) / 360.0));
        let bits = (0..halvings).map(|bit| (row >> bit & 1) << (2 * bit + 1) | (column >> bit & 1) << (2 * bit));
        Self { halvings, number: bits.sum() }
    }

    /// The cell around it with fewer halvings.
    fn within(self, halvings: u32) -> Self {
        Self { halvings, number: self.number >> (2 * (self.halvings - halvings)) }
    }

    /// The cells in it with more halvings.
    fn parts(self, halvings: u32) -> impl Iterator<Item = Self> {
        let more = 2 * (halvings - self.halvings);
        (0..1 << more).map(move |part| Self { halvings, number: self.number << more | part })
    }

    /// The numbers of the smallest cells in it: from, up to.
    fn smallest_parts(self) -> (i64, i64) {
        let more = 2 * (LEVELS[LEVELS.len() - 1] - self.halvings);
        (self.number << more, (self.number + 1) << more)
    }

    fn term(self) -> String {
        format!("m{}x{:x}", self.halvings, self.number)
    }

    /// Its middle, and a distance in kilometres beyond which nothing of it lies from there.
    fn middle_and_reach(self) -> (Coordinates, f64) {
        let (mut row, mut column) = (0, 0);
        for bit in 0..self.halvings {
            row |= (self.number >> (2 * bit + 1) & 1) << bit;
            column |= (self.number >> (2 * bit) & 1) << bit;
        }
        let side = (1_i64 << self.halvings) as f64;
        let at = |up: f64, right: f64| {
            let latitude = ((row as f64 + up) / side * 180.0 - 90.0).clamp(-90.0, 90.0);
            let longitude = ((column as f64 + right) / side * 360.0 - 180.0).clamp(-180.0, 180.0);
            // Clamped to what coordinates are.
            let Some(at) = Coordinates::new(latitude, longitude) else { unreachable!() };
            at
        };
        let middle = at(0.5, 0.5);
        let corners = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)].map(|(up, right)| at(up, right));
        let furthest = corners.into_iter().map(|corner| middle.distance_km(corner)).fold(0.0, f64::max);
        // Sides that are not great circles bend outwards between corners, by less than this.
        (middle, furthest * 1.05)
    }
}

fn point_term(at: Coordinates) -> String {
    let [latitude, longitude] = plain(at).map(f64::to_bits);
    format!("o{latitude:x}x{longitude:x}")
}

/// Latitude and longitude, neither of them -0.
fn plain(at: Coordinates) -> [f64; 2] {
    [at.latitude() + 0.0, at.longitude() + 0.0]
}

/// The terms of a point.
pub(super) fn terms(at: Coordinates, add: &mut impl FnMut(&str)) {
    let cell = Cell::smallest(at);
    LEVELS.iter().for_each(|halvings| add(&cell.within(*halvings).term()));
    add(&point_term(at));
}

/// Notes that a claim names the point.
pub(crate) fn add_point(connection: &Connection, at: Coordinates) -> rusqlite::Result<()> {
    let [latitude, longitude] = plain(at);
    connection
        .prepare_cached("INSERT OR IGNORE INTO point (cell, latitude, longitude) VALUES (?1, ?2, ?3)")?
        .execute((Cell::smallest(at).number, latitude, longitude))?;
    Ok(())
}

/// The points that lie within a circle.
#[derive(Debug, Default)]
pub(super) struct Cover {
    /// The terms of which each of them has one.
    pub(super) terms: Vec<String>,
    /// True if points outside may have one too.
    pub(super) inexact: bool,
}

impl Cover {
    pub(super) fn of(connection: &Connection, circle: &Circle) -> rusqlite::Result<Self> {
        let mut cover = Self::default();
        let globe = Cell { halvings: 0, number: 0 };
        // The cells that the edge runs through.
        let mut edge = vec![globe];
        for halvings in LEVELS {
            let (terms, parts) = Self::divide(circle, &edge, halvings);
            if edge.len() > 1 && cover.terms.len() + terms.len() + parts.len() > MAX_TERMS {
                break;
            }
            cover.terms.extend(terms);
            edge = parts;
        }
        for cell in edge {
            cover.add_edge(connection, circle, cell)?;
        }
        Ok(cover)
    }

    /// The terms of the smaller cells inside, and those that the edge runs through.
    fn divide(circle: &Circle, edge: &[Cell], halvings: u32) -> (Vec<String>, Vec<Cell>) {
        let (mut terms, mut parts) = (Vec::new(), Vec::new());
        for part in edge.iter().flat_map(|cell| cell.parts(halvings)) {
            let (middle, reach) = part.middle_and_reach();
            let distance = circle.center.distance_km(middle);
            if distance + reach <= circle.radius_km {
                terms.push(part.term());
            } else if distance - reach <= circle.radius_km {
                parts.push(part);
            }
        }
        (terms, parts)
    }

    /// Adds what lies within the circle of a cell that its edge runs through.
    fn add_edge(&mut self, connection: &Connection, circle: &Circle, cell: Cell) -> rusqlite::Result<()> {
        let mut statement =
            connection.prepare_cached("SELECT latitude, longitude FROM point WHERE cell >= ?1 AND cell < ?2")?;
        let points = statement.query_map(cell.smallest_parts(), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (mut inside, mut outside) = (Vec::new(), false);
        for point in points {
            let (latitude, longitude) = point?;
            // Written from coordinates.
            let Some(at) = Coordinates::new(latitude, longitude) else { continue };
            if circle.contains(at) {
                inside.push(point_term(at));
            } else {
                outside = true;
            }
        }
        if !outside && inside.len() > 1 || self.terms.len() + inside.len() > MAX_TERMS {
            self.terms.push(cell.term());
            self.inexact |= outside;
        } else {
            self.terms.append(&mut inside);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, f64::consts::PI};

    use super::*;
    use crate::database;

    /// Points all over the globe, many of them around one.
    fn points() -> Vec<Coordinates> {
        let mut points: Vec<_> =
            [(90.0, 0.0), (-90.0, 77.0), (0.0, 180.0), (0.0, -180.0), (-0.0, -0.0), (50.45, 30.52)]
                .into_iter()
                .filter_map(|(latitude, longitude)| Coordinates::new(latitude, longitude))
                .collect();
        for i in 0..3000 {
            let turn = f64::from(i) * PI * (3.0 - 5.0_f64.sqrt());
            let share = f64::from(i) / 3000.0;
            points.extend(Coordinates::new((share * 2.0 - 1.0) * 90.0, turn.to_degrees().rem_euclid(360.0) - 180.0));
            points.extend(Coordinates::new(50.0 + share * turn.sin() * 4.0, 30.0 + share * turn.cos() * 4.0));
        }
        points
    }

    #[test]
    fn circles_hold_the_points_within_them() {
        let folder = tempfile::tempdir().unwrap();
        let connection = database::open(&folder.path().join("ledger")).unwrap();
        // Each insert on its own would wait for the disk.
        let _transaction = connection.unchecked_transaction().unwrap();
        let points: Vec<_> = points()
            .into_iter()
            .map(|at| {
                add_point(&connection, at).unwrap();
                let mut has = Vec::new();
                terms(at, &mut |term| has.push(term.to_owned()));
                (at, has)
            })
            .collect();
        let mut exact = 0;
        for (center, _) in points.iter().step_by(97) {
            for radius_km in [0.001, 5.0, 50.0, 300.0, 1000.0] {
                let circle = Circle { center: *center, radius_km };
                let cover = Cover::of(&connection, &circle).unwrap();
                assert!(cover.terms.len() <= 2 * MAX_TERMS, "{circle:?}: {}", cover.terms.len());
                exact += usize::from(!cover.inexact);
                let wanted: HashSet<String> = cover.terms.into_iter().collect();
                for (at, has) in &points {
                    let found = has.iter().any(|term| wanted.contains(term));
                    let inside = circle.contains(*at);
                    assert!(found == inside || (found && cover.inexact), "{circle:?}, {at:?}: {found}");
                }
            }
        }
        assert!(exact > 280, "of 310 circles: {exact}");
    }
}
