//! peel-charts
