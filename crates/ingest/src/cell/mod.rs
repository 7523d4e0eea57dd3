//! What is written in one cell: numbers, periods, grades, kinds of missing, footnote marks.
