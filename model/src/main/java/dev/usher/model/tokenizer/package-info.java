/// Text to token ids and back, and the chat templates that frame a conversation.
@NullMarked
package dev.usher.model.tokenizer;

import org.jspecify.annotations.NullMarked;
