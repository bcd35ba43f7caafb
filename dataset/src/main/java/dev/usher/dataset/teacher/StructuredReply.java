package dev.usher.dataset.teacher;

import tools.jackson.databind.node.ObjectNode;

/// What comes back when an object is asked for.
public sealed interface StructuredReply {
  /// Who replied.
  ///
  /// @return the teacher's name; where several were asked in turn, of the last
  String teacher();

  /// An object that the question's schema admits.
  ///
  /// @param teacher who wrote it
  /// @param value the object
  record Given(String teacher, ObjectNode value) implements StructuredReply {}

  /// There were answers, also after the fault was pointed out, and none was such an object.
  ///
  /// @param teacher who wrote the last one
  /// @param reason the fault of the last one
  record Unfit(String teacher, String reason) implements StructuredReply {}

  /// There was no answer.
  ///
  /// @param teacher who was asked last
  /// @param why any reply but an [Reply.Answer]
  record Unanswered(String teacher, Reply why) implements StructuredReply {}
}
