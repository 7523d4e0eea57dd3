//! Files that a system keeps for itself beside those of people.

/// Whether a file or a member of an archive, by its path, is one that the system hides: a dot file, or what macOS
/// packs beside each file under `__MACOSX/`.
///
/// # Examples
///
/// ```
/// use peel_model::is_hidden;
///
/// assert!(is_hidden("__MACOSX/2024-03/._2024-03-kent-street.csv") && is_hidden(".DS_Store"));
/// assert!(!is_hidden("./2024-03/2024-03-kent-street.csv"));
/// ```
#[must_use]
pub fn is_hidden(path: &str) -> bool {
    path.split(['/', '\\'])
        .any(|part| (part.starts_with('.') && ![".", ".."].contains(&part)) || part == "__MACOSX")
}
