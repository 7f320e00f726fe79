package org.consulkv.cli.flag;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// One declared flag and the values the command line gave it. Threading: one command, one thread.
public final class Flag {
  private final String name;
  private final Kind kind;
  private final String standard;
  private final String description;
  private final List<String> values = new ArrayList<>(1);
  private boolean hidden;
  private boolean common;

  Flag(String name, Kind kind, String standard, String description) {
    this.name = name;
    this.kind = kind;
    this.standard = standard;
    this.description = description;
  }

  public String name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  /// The text of the default value.
  String standard() {
    return standard;
  }

  /// What the flag does, in one paragraph. A word in backquotes names the value in usage lines.
  String description() {
    return description;
  }

  /// Accepted, but not in the help: a later addition that the reference program does not list.
  public Flag hide() {
    hidden = true;
    return this;
  }

  boolean isHidden() {
    return hidden;
  }

  /// One of the flags that all commands share; help texts list those apart.
  Flag markCommon() {
    common = true;
    return this;
  }

  boolean isCommon() {
    return common;
  }

  public boolean isSet() {
    return !values.isEmpty();
  }

  public boolean isOn() {
    return isSet() ? GoValues.isTrue(text()) : GoValues.isTrue(standard);
  }

  /// The last value given, else the default.
  public String text() {
    return isSet() ? values.get(values.size() - 1) : standard;
  }

  /// All values given, in order.
  public List<String> all() {
    return Collections.unmodifiableList(values);
  }

  public long number() {
    String text = text();
    return text.isEmpty()
        ? 0
        : GoValues.parseNumber(text, kind == Kind.UINT || kind == Kind.MAYBE_UINT);
  }

  public Duration duration() {
    String text = text();
    return text.isEmpty() ? Duration.ZERO : GoDuration.parse(text);
  }

  /// Takes one value from the command line.
  void accept(String value) throws FlagError {
    String complaint = complaint(value);
    if (!complaint.isEmpty()) {
      String start = kind == Kind.SWITCH ? "invalid boolean value " : "invalid value ";
      String middle = kind == Kind.SWITCH ? " for -" : " for flag -";
      throw new FlagError(start + GoValues.quote(value) + middle + name + ": " + complaint);
    }
    values.add(value);
  }

  private String complaint(String value) {
    return switch (kind) {
      case SWITCH, MAYBE -> GoValues.isBoolean(value) ? "" : "parse error";
      case INT, MAYBE_INT -> GoValues.numberComplaint(value, false);
      case UINT, MAYBE_UINT -> GoValues.numberComplaint(value, true);
      case DURATION -> GoDuration.complaint(value).isEmpty() ? "" : "parse error";
      case MAYBE_DURATION -> GoDuration.complaint(value);
      case STRING, VALUE, LIST -> "";
    };
  }
}
