package dev.usher.tools;

/// What a tool may do to the world, from looking to destroying.
public enum Risk {
  /// Only looks: calling it twice, or in vain, harms nothing.
  READ,
  /// Changes something that can be changed back.
  WRITE,
  /// Changes something that cannot be changed back.
  DESTRUCTIVE
}
