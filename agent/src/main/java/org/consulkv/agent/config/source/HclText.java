package org.consulkv.agent.config.source;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.agent.config.source.HclToken.Kind;

/// Reads HCL version 1, the language of Consul's configuration files and policies: entries need no
/// line of their own, blocks may repeat and may carry labels, commas between entries are optional.
///
/// Threading: confined to one thread.
public final class HclText {
  /// Deeper nesting is refused, so that a hostile file cannot exhaust the stack.
  private static final int MAX_DEPTH = 100;

  private final HclLexer lexer;
  private HclToken token;
  private int depth;

  private HclText(String text) throws SyntaxException {
    this.lexer = new HclLexer(text);
    this.token = lexer.next();
  }

  /// @throws SyntaxException with line and column of the first error
  public static Node.Fields parse(String text) throws SyntaxException {
    return new HclText(text).entries(Kind.END);
  }

  private Node.Fields entries(Kind end) throws SyntaxException {
    if (++depth > MAX_DEPTH) {
      throw error("nested too deep");
    }
    int line = token.line();
    List<Node.Field> fields = new ArrayList<>();
    while (token.kind() != end) {
      fields.add(entry());
      if (token.kind() == Kind.COMMA) {
        advance();
      }
    }
    depth--;
    return new Node.Fields(fields, line);
  }

  private Node.Field entry() throws SyntaxException {
    if (!isName()) {
      throw error("expected a key, got: " + token.shown());
    }
    HclToken name = advance();
    List<HclToken> labels = new ArrayList<>();
    while (isName()) {
      labels.add(advance());
    }
    Node value;
    if (token.kind() == Kind.LBRACE) {
      value = object();
    } else if (token.kind() == Kind.ASSIGN && labels.isEmpty()) {
      advance();
      value = value();
    } else {
      throw error("key '" + name.text() + "' expected start of object ('{') or assignment ('=')");
    }
    for (HclToken label : labels.reversed()) {
      value =
          new Node.Fields(List.of(new Node.Field(label.text(), value, label.line())), label.line());
    }
    return new Node.Field(name.text(), value, name.line());
  }

  private boolean isName() {
    return token.kind() == Kind.IDENT || token.kind() == Kind.STRING;
  }

  private Node value() throws SyntaxException {
    int line = token.line();
    return switch (token.kind()) {
      case STRING -> new Node.Text(advance().text(), line);
      case NUMBER -> number();
      case LBRACE -> object();
      case LBRACK -> list();
      case IDENT ->
          switch (token.text()) {
            case "true", "false" -> new Node.Flag(advance().text().equals("true"), line);
            case "null" -> new Node.Null(advance().line());
            default -> throw error("Unknown token: " + token.shown());
          };
      default -> throw error("expected a value, got: " + token.shown());
    };
  }

  private Node.Fields object() throws SyntaxException {
    HclToken open = advance();
    Node.Fields fields = entries(Kind.RBRACE);
    advance();
    return new Node.Fields(fields.entries(), open.line());
  }

  private Node list() throws SyntaxException {
    if (++depth > MAX_DEPTH) {
      throw error("nested too deep");
    }
    HclToken open = advance();
    List<Node> items = new ArrayList<>();
    while (token.kind() != Kind.RBRACK) {
      items.add(value());
      if (token.kind() == Kind.COMMA) {
        advance();
      } else if (token.kind() != Kind.RBRACK) {
        throw error("error parsing list, expected comma or list end, got: " + token.shown());
      }
    }
    advance();
    depth--;
    return new Node.Items(items, open.line());
  }

  private Node number() throws SyntaxException {
    HclToken number = advance();
    String text = number.text();
    try {
      return text.matches("-?(0|[1-9][0-9]*|0[xX][0-9a-fA-F]+|0[0-7]+)")
          ? Node.Numeral.of(Long.decode(text), number.line())
          : Node.Numeral.of(decimal(text), number.line());
    } catch (NumberFormatException e) {
      throw SyntaxException.at(number.line(), number.column(), "not a number: " + text);
    }
  }

  private static double decimal(String text) {
    if (!text.matches("-?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?|-?[0-9]+\\.")) {
      throw new NumberFormatException(text);
    }
    return Double.parseDouble(text);
  }

  private HclToken advance() throws SyntaxException {
    HclToken taken = token;
    token = lexer.next();
    return taken;
  }

  private SyntaxException error(String message) {
    return SyntaxException.at(token.line(), token.column(), message);
  }
}
