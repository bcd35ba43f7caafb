package dev.usher.tools;

import java.util.List;

/// What a router decides: to call tools, or to answer in words.
public sealed interface Decision {

  /// The tools to be called.
  ///
  /// @return in order; none for an answer
  List<ToolCall> calls();

  /// One or more tools are to be called.
  ///
  /// @param calls in order, at least one
  record Call(List<ToolCall> calls) implements Decision {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if it is empty
    public Call {
      calls = List.copyOf(calls);
      if (calls.isEmpty()) {
        throw new IllegalArgumentException("a call decision needs at least one call");
      }
    }

    /// A decision for one call.
    ///
    /// @param call the only one
    public Call(ToolCall call) {
      this(List.of(call));
    }
  }

  /// No tool is to be called.
  ///
  /// @param text what to say instead, may be empty
  record Answer(String text) implements Decision {
    @Override
    public List<ToolCall> calls() {
      return List.of();
    }
  }
}
