//! peel-export
