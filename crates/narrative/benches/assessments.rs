//! placeholder bench
fn main(){}
