package org.consulkv.agent.config.source;

/// One word of HCL.
///
/// @param text the identifier, the string's or heredoc's value, or the number as written
record HclToken(Kind kind, String text, int line, int column) {
  /// What a token is.
  enum Kind {
    IDENT,
    STRING,
    NUMBER,
    ASSIGN("="),
    COMMA(","),
    LBRACE("{"),
    RBRACE("}"),
    LBRACK("["),
    RBRACK("]"),
    END("end of file");

    private final String shown;

    Kind() {
      this.shown = name();
    }

    Kind(String shown) {
      this.shown = shown;
    }
  }

  /// For messages.
  String shown() {
    return switch (kind) {
      case IDENT, NUMBER -> text;
      case STRING -> '"' + text + '"';
      default -> kind.shown;
    };
  }
}
