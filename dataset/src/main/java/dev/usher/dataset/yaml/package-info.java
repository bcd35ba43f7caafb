/// Lists that somebody writes in YAML, read strictly.
///
/// Door: [dev.usher.dataset.yaml.YamlList].
@NullMarked
package dev.usher.dataset.yaml;

import org.jspecify.annotations.NullMarked;
