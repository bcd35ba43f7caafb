/// What talking to servers takes, whoever they are.
@NullMarked
package dev.usher.dataset.http;

import org.jspecify.annotations.NullMarked;
