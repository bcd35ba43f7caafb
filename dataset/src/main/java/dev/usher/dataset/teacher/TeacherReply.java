package dev.usher.dataset.teacher;

/// A reply, and whose it is.
///
/// @param teacher the name of who replied; where several were asked in turn, of the last
/// @param reply what came back
public record TeacherReply(String teacher, Reply reply) {}
