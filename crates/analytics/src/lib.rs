//! peel-analytics
