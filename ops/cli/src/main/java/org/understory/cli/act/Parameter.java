package org.understory.cli.act;

/**
 * Something that a command takes.
 *
 * @param name as in {@code --name} and in JSON
 * @param shown what stands for the value in the help
 * @param about a few words for the help
 */
public record Parameter(String name, Kind kind, boolean required, String shown, String about) {
  /** How it is given on the command line. */
  public enum Kind {
    /** By its place. */
    WORD,
    /** {@code --name VALUE}. */
    VALUE,
    /** {@code --name}. */
    FLAG
  }

  static Parameter positional(String name, String about) {
    return new Parameter(name, Kind.WORD, true, name.toUpperCase(java.util.Locale.ROOT), about);
  }

  static Parameter optionalPositional(String name, String about) {
    return new Parameter(name, Kind.WORD, false, name.toUpperCase(java.util.Locale.ROOT), about);
  }

  static Parameter required(String name, String shown, String about) {
    return new Parameter(name, Kind.VALUE, true, shown, about);
  }

  static Parameter optional(String name, String shown, String about) {
    return new Parameter(name, Kind.VALUE, false, shown, about);
  }

  static Parameter flag(String name, String about) {
    return new Parameter(name, Kind.FLAG, false, "", about);
  }
}
