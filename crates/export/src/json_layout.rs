//! The layout of JSON for people: two blanks per level, and a list of plain values on one line.
//!
//! A cell may rest on forty rows of data; one number a line would bury the figures.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// Objects indented, lists of plain values on one line. Knows no lists within lists.
#[derive(Debug, Default)]
pub(crate) struct Indented {
    depth: usize,
    /// The next value stands in a list.
    in_list: bool,
    /// The last list or object to end was an object, so that its list ends on a line of its own.
    object_ended: bool,
}

impl Indented {
    fn new_line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        write!(out, "\n{:width$}", "", width = 2 * self.depth)
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.object_ended = false;
        out.write_all(b"[")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.in_list = true;
        let apart: &[u8] = match (first, self.object_ended) {
            (true, _) => b"",
            (false, true) => b",",
            (false, false) => b", ",
        };
        out.write_all(apart)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.object_ended {
            self.new_line(out)?;
        }
        self.object_ended = false;
        out.write_all(b"]")
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.in_list {
            self.new_line(out)?;
        }
        self.depth += 1;
        out.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        out.write_all(if first { b"" } else { b"," })?;
        self.new_line(out)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.in_list = false;
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.object_ended = false;
        Ok(())
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        self.new_line(out)?;
        self.object_ended = true;
        out.write_all(b"}")
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::{Serializer, json};

    use super::*;

    #[test]
    fn only_objects_begin_lines() {
        let value = json!({ "a": [1, 2], "b": [{ "c": { "d": null } }, { "e": [] }], "f": [] });
        let mut written = Vec::new();
        value.serialize(&mut Serializer::with_formatter(&mut written, Indented::default())).unwrap();
        let expected = r#"{
  "a": [1, 2],
  "b": [
    {
      "c": {
        "d": null
      }
    },
    {
      "e": []
    }
  ],
  "f": []
}"#;
        assert_eq!(String::from_utf8(written).unwrap(), expected);
    }
}
