package org.consulkv.server.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.state.query.PreparedQuery;
import org.consulkv.state.query.PreparedQuery.Failover;
import org.consulkv.state.query.PreparedQuery.Place;
import org.consulkv.state.query.PreparedQuery.Target;
import org.consulkv.state.query.PreparedQuery.Template;
import org.jspecify.annotations.Nullable;

/// Templates of prepared queries. Their regular expressions are RE2's, as everywhere in Consul:
/// none takes more than linear time.
final class Templates {
  private static final String BAD = "raft apply failed: failed compiling template: ";

  private Templates() {}

  /// @throws ApiException if the template could never be filled in
  static void check(PreparedQuery query) {
    Template template = query.template();
    if (!query.isTemplate()) {
      return;
    }
    if (!template.type().equals(Template.NAME_PREFIX_MATCH)) {
      throw refused(BAD + "Bad Template.Type '" + template.type() + "'");
    }
    try {
      var _ = fill(query, query.name());
    } catch (PatternSyntaxException e) {
      throw refused(BAD + "Bad Regexp: " + e.getMessage());
    } catch (Interpolation.Malformed e) {
      throw refused(BAD + "Bad format in Service: " + e.getMessage());
    }
  }

  /// The query for this name: itself, or its template filled in.
  static PreparedQuery render(PreparedQuery query, String name) {
    try {
      return query.isTemplate() ? fill(query, name) : query;
    } catch (PatternSyntaxException | Interpolation.Malformed e) { // stored by another release
      throw refused("the template of query " + query.id() + " is broken: " + e.getMessage());
    }
  }

  private static PreparedQuery fill(PreparedQuery query, String name) {
    String expression = query.template().regexp();
    Pattern regexp = expression.isEmpty() ? null : Pattern.compile(expression);
    UnaryOperator<String> text = new Interpolation(query, name, regexp);
    Target target = query.service();
    return query.with(
        new Target(
            text.apply(target.service()),
            failover(target.failover(), text),
            target.onlyPassing(),
            list(target.ignoreCheckIds(), text, false),
            text.apply(target.near()),
            list(target.tags(), text, query.template().removeEmptyTags()),
            map(target.nodeMeta(), text),
            map(target.serviceMeta(), text),
            target.connect()));
  }

  private static Failover failover(Failover failover, UnaryOperator<String> text) {
    List<Place> places = failover.places();
    return new Failover(
        failover.nearestN(),
        list(failover.datacenters(), text, false),
        places == null
            ? null
            : places.stream()
                .map(place -> new Place(text.apply(place.peer()), text.apply(place.datacenter())))
                .toList());
  }

  private static @Nullable List<String> list(
      @Nullable List<String> texts, UnaryOperator<String> text, boolean removeEmpty) {
    return texts == null
        ? null
        : texts.stream().map(text).filter(one -> !removeEmpty || !one.isEmpty()).toList();
  }

  private static @Nullable Map<String, String> map(
      @Nullable Map<String, String> texts, UnaryOperator<String> text) {
    if (texts == null) {
      return null;
    }
    Map<String, String> filled = new LinkedHashMap<>();
    texts.forEach((key, value) -> filled.put(key, text.apply(value)));
    return filled;
  }

  private static ApiException refused(String message) {
    return new ApiException(ErrorKind.REFUSED, message);
  }
}
