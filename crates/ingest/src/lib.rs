//! peel-ingest
