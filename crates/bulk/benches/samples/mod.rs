//! Made-up files with the shape of the publisher's, of any size: the same seed gives the same bytes.
//!
//! Shared by the benchmark, the examples and the tests. The forces are those of the shipped registry;
//! everything else is invented, with the lengths, the mix and the gaps that real files have.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use peel_bulk::{ForceFrom, Kind, MonthFrom, Options};
use peel_model::{Dataset, ForceId};

/// The seed that is taken when none is given.
pub(crate) const SEED: u64 = 20_181_001;

/// How one of the publisher's three kinds of file is rolled up: `street`, `outcomes` or
/// `stop-and-search`.
pub(crate) fn options(name: &str) -> Options<'static> {
    let force = || ForceFrom::Column("Falls within".to_owned());
    let month = || MonthFrom::Month("Month".to_owned());
    let (force, month, category) = match name {
        "outcomes" => (force(), month(), "Outcome type"),
        "stop-and-search" => (ForceFrom::FileName, MonthFrom::Date("Date".to_owned()), "Type"),
        _ => (force(), month(), "Crime type"),
    };
    let others = ["street", "outcomes", "stop-and-search"].into_iter().filter(|other| *other != name);
    let kind = Kind {
        name: name.to_owned(),
        suffix: format!("-{name}"),
        force,
        month,
        category: category.to_owned(),
        other_suffixes: others.map(|other| format!("-{other}")).collect(),
    };
    Options { other_bodies: &["British Transport Police", "btp"], ..Options::new(kind) }
}

/// About how many rows the publisher's files of one month have together.
const ROWS_PER_MONTH: u64 = 500_000;

const HEADER: &str = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,\
                      LSOA name,Crime type,Last outcome category,Context\n";

const REGISTRY: &str = include_str!("../../../../data/forces.csv");

/// Types of crime and how many of a thousand rows each has; the first has no identifier.
const CRIME_TYPES: [(&str, u64); 14] = [
    ("Anti-social behaviour", 90),
    ("Violence and sexual offences", 330),
    ("Vehicle crime", 95),
    ("Criminal damage and arson", 100),
    ("Other theft", 90),
    ("Burglary", 75),
    ("Shoplifting", 75),
    ("Public order", 65),
    ("Drugs", 25),
    ("Other crime", 17),
    ("Theft from the person", 13),
    ("Robbery", 11),
    ("Bicycle theft", 9),
    ("Possession of weapons", 5),
];

const OUTCOMES: [&str; 6] = [
    "Investigation complete; no suspect identified",
    "Unable to prosecute suspect",
    "Status update unavailable",
    "Awaiting court outcome",
    "Local resolution",
    "Offender given a caution",
];

const STREETS: [&str; 10] = [
    "Field Close",
    "High Street",
    "Parking Area",
    "Barrack Road",
    "Sports/Recreation Area",
    "Shopping Area",
    "Supermarket",
    "Queen Elizabeth Crescent",
    "St Mary's Lane",
    "Petrol Station",
];

/// What was written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Written {
    /// How many files.
    pub(crate) files: u64,
    /// How many rows in all, headers apart.
    pub(crate) rows: u64,
    /// How many bytes in all.
    pub(crate) bytes: u64,
}

/// Numbers that look random: Steele, Lea and Flood's splitmix64.
#[derive(Debug, Clone)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; the bias is below one in 2^32 for the ends used here.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        ((self.next() >> 32) * end) >> 32
    }
}

/// Writes `rows` rows below `folder`, a file per force and month, in a folder per month.
pub(crate) fn write_folder(folder: &Path, rows: u64, seed: u64) -> io::Result<Written> {
    let forces = forces();
    let n_months = rows.div_ceil(ROWS_PER_MONTH).max(1);
    let n_files = n_months * forces.len() as u64;
    let mut written = Written::default();
    let mut text = Vec::new();
    for place in 0..n_files {
        let (month, force) = (place / forces.len() as u64, place % forces.len() as u64);
        let month = format!("{}-{:02}", 2011 + month / 12, month % 12 + 1);
        let (slug, name) = forces[usize::try_from(force).unwrap_or_default()];
        let n_rows = rows * (place + 1) / n_files - rows * place / n_files;
        text.clear();
        file(&mut text, &month, name, n_rows, &mut Random(seed ^ place.wrapping_mul(0xA076_1D64_78BD_642F)));
        fs::create_dir_all(folder.join(&month))?;
        fs::File::create(folder.join(&month).join(format!("{month}-{slug}-street.csv")))?.write_all(&text)?;
        written.files += 1;
        written.rows += n_rows;
        written.bytes += text.len() as u64;
    }
    Ok(written)
}

/// Appends one file, its header included, to `text`.
pub(crate) fn file(text: &mut Vec<u8>, month: &str, force: &str, rows: u64, random: &mut Random) {
    text.extend_from_slice(HEADER.as_bytes());
    for _ in 0..rows {
        row(text, month, force, random);
    }
}

fn row(text: &mut Vec<u8>, month: &str, force: &str, random: &mut Random) {
    let crime_type = crime_type(random);
    let is_crime = crime_type != CRIME_TYPES[0].0;
    if is_crime {
        for _ in 0..4 {
            hexadecimal(text, random.next());
        }
    }
    let mut field = |bytes: &[u8]| text.extend_from_slice(bytes);
    for name in [month, force, force] {
        field(b",");
        field(name.as_bytes());
    }
    field(b",-0.");
    digits(text, 6, random.below(1_000_000));
    text.extend_from_slice(b",5");
    digits(text, 1, random.below(6));
    text.extend_from_slice(b".");
    digits(text, 6, random.below(1_000_000));
    text.extend_from_slice(b",On or near ");
    text.extend_from_slice(pick(&STREETS, random).as_bytes());
    text.extend_from_slice(b",E010");
    let area = random.below(33_000);
    digits(text, 5, area);
    text.extend_from_slice(b",District ");
    digits(text, 3, area / 100);
    text.push(b' ');
    digits(text, 3, area % 60);
    text.push(b"ABCDEF"[usize::try_from(area % 6).unwrap_or_default()]);
    text.push(b',');
    text.extend_from_slice(crime_type.as_bytes());
    text.push(b',');
    if is_crime {
        text.extend_from_slice(pick(&OUTCOMES, random).as_bytes());
    }
    text.extend_from_slice(b",\n");
}

fn crime_type(random: &mut Random) -> &'static str {
    let mut rest = random.below(1000);
    for (name, share) in CRIME_TYPES {
        match rest.checked_sub(share) {
            Some(less) => rest = less,
            None => return name,
        }
    }
    CRIME_TYPES[1].0
}

fn pick<'a>(words: &[&'a str], random: &mut Random) -> &'a str {
    words[usize::try_from(random.below(words.len() as u64)).unwrap_or_default()]
}

fn hexadecimal(text: &mut Vec<u8>, number: u64) {
    for place in (0..16).rev() {
        let nibble = usize::try_from((number >> (4 * place)) & 15).unwrap_or_default();
        text.push(b"0123456789abcdef"[nibble]);
    }
}

fn digits(text: &mut Vec<u8>, width: u32, number: u64) {
    for place in (0..width).rev() {
        text.push(b'0' + u8::try_from(number / 10_u64.pow(place) % 10).unwrap_or_default());
    }
}

/// Slug and official name of each force; a name in the registry has no comma in it.
pub(crate) fn forces() -> Vec<(&'static str, &'static str)> {
    let names = |line: &'static str| {
        let mut fields = line.split(',');
        Some((fields.next()?, fields.next()?))
    };
    REGISTRY.lines().skip(1).filter_map(names).collect()
}

/// A dataset that knows the forces and nothing else.
pub(crate) fn dataset() -> Dataset {
    let mut dataset = Dataset::default();
    for (slug, name) in forces() {
        if let Ok(force) = ForceId::new(slug) {
            dataset.force_names.add(slug, &force);
            dataset.force_names.add(name, &force);
        }
    }
    dataset
}
