/// What the verbs have in common: the folder of a trained router, how it is made, how it is loaded,
/// and whether what lies in it still belongs together.
@NullMarked
package dev.usher.app.pipeline;

import org.jspecify.annotations.NullMarked;
