package org.consulkv.agent.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a definition, wherever it was written: a request's body, a configuration file, a
/// file of the data directory. Fields are asked for by their names in configuration files, such as
/// `enable_tag_override`; one that is absent has its type's zero value.
///
/// @param <E> thrown for a field of the wrong type
public interface Fields<E extends Exception> {
  boolean has(String name) throws E;

  String text(String name) throws E;

  boolean flag(String name) throws E;

  int integer(String name) throws E;

  Duration duration(String name) throws E;

  /// Null if absent.
  @Nullable List<String> texts(String name) throws E;

  /// Null if absent.
  @Nullable Map<String, String> textMap(String name) throws E;

  /// Lists of texts by their names, as HTTP headers are.
  Map<String, List<String>> lists(String name) throws E;

  /// Null if absent.
  @Nullable Fields<E> object(String name) throws E;

  /// An object, if it is there; several where the format lets a block be repeated.
  List<Fields<E>> blocks(String name) throws E;

  /// A list of objects.
  List<Fields<E>> objects(String name) throws E;

  /// Objects by names that are the user's.
  Map<String, Fields<E>> objectMap(String name) throws E;

  /// How names are compared: without case and underscores, so that `TLSSkipVerify` is
  /// `tls_skip_verify`.
  static String normal(String name) {
    StringBuilder normal = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_') {
        normal.append(c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c);
      }
    }
    return normal.toString();
  }
}
