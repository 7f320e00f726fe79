package org.consulkv.http.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.consulkv.http.GoNumbers;

/// The text of a filter while it is parsed. Remembers what was looked for in vain at the place
/// furthest right, because that is what an error has to name.
///
/// Threading: one parser's.
final class FilterText {
  private static final String END = "EOF";

  private final String text;
  private int position;
  private int furthest;
  private final TreeSet<String> expected = new TreeSet<>();

  FilterText(String text) {
    this.text = text;
  }

  int position() {
    return position;
  }

  /// Goes back to where an alternative began.
  void backTo(int earlier) {
    position = earlier;
  }

  String from(int start) {
    return text.substring(start, position);
  }

  boolean atEnd() {
    if (position == text.length()) {
      return true;
    }
    missed(END);
    return false;
  }

  /// Takes the text if it comes next.
  boolean take(String literal) {
    if (text.startsWith(literal, position)) {
      position += literal.length();
      return true;
    }
    missed(GoNumbers.quoted(literal));
    return false;
  }

  /// Takes one character if it is of the class.
  boolean take(CharClass of) {
    if (position < text.length() && of.has(text.charAt(position))) {
      position++;
      return true;
    }
    missed(of.text());
    return false;
  }

  void takeAll(CharClass of) {
    while (take(of)) {
      // on to the next
    }
  }

  void skipSpace() {
    takeAll(CharClass.SPACE);
  }

  /// Takes white space, of which there must be some.
  boolean space() {
    if (!take(CharClass.SPACE)) {
      return false;
    }
    skipSpace();
    return true;
  }

  /// The next character, taken; -1 at the end.
  int next() {
    return position < text.length() ? text.charAt(position++) : -1;
  }

  private void missed(String what) {
    if (position > furthest) {
      furthest = position;
      expected.clear();
    }
    if (position == furthest) {
      expected.add(what);
    }
  }

  /// The error that no alternative fits.
  FilterException noMatch() {
    List<String> names = new ArrayList<>(expected);
    if (names.remove(END)) {
      names.add(END);
    }
    String last = names.isEmpty() ? END : names.removeLast();
    String list = names.isEmpty() ? last : String.join(", ", names) + " or " + last;
    return new FilterException(place(furthest) + "no match found, expected: " + list);
  }

  /// An error at the present place.
  FilterException error(String rule, String message) {
    return new FilterException(place(position) + "rule \"" + rule + "\": " + message);
  }

  private String place(int at) {
    String before = text.substring(0, at);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    String inLine = before.substring(before.lastIndexOf('\n') + 1);
    int column = inLine.codePointCount(0, inLine.length()) + 1;
    int bytes = before.getBytes(UTF_8).length;
    return line + ":" + column + " (" + bytes + "): ";
  }
}
