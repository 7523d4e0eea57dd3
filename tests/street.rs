//! x y z street-level
