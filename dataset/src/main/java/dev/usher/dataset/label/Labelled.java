package dev.usher.dataset.label;

import java.util.Optional;

/// What a run of [Labelling] found and left.
///
/// @param fresh prompts that were not known before
/// @param changed prompts whose id was known, with another text, hint or catalogue
/// @param kept prompts that were looked at in an earlier run
/// @param decided prompts that a person has decided since the last run
/// @param agreed prompts whose label holds: two looks agree, or a person decided
/// @param disputed prompts on which two looks differ
/// @param refused prompts that a teacher will not label
/// @param waiting prompts that have no label yet; another run asks for them
/// @param stopped why the run ended early, with what to do, if it did
public record Labelled(
    int fresh,
    int changed,
    int kept,
    int decided,
    int agreed,
    int disputed,
    int refused,
    int waiting,
    Optional<String> stopped) {}
