package org.consulkv.gossip.serf;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Map;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.msgpack.MsgMap;
import org.consulkv.gossip.msgpack.MsgReader;
import org.consulkv.gossip.msgpack.MsgWriter;
import org.consulkv.runtime.Bytes;
import org.jspecify.annotations.Nullable;

/// Whom a query is for. All filters of a query must admit a member.
public sealed interface QueryFilter {
  boolean admits(String name, Map<String, String> tags);

  /// Members with one of these names.
  record Named(List<String> names) implements QueryFilter {
    public Named {
      names = List.copyOf(names);
    }

    @Override
    public boolean admits(String name, Map<String, String> tags) {
      return names.contains(name);
    }
  }

  /// Members that have the tag, with a value in which the regular expression is found.
  record Tagged(String tag, String expression) implements QueryFilter {
    @Override
    public boolean admits(String name, Map<String, String> tags) {
      try {
        return Pattern.compile(expression).matcher(tags.getOrDefault(tag, "")).find();
      } catch (PatternSyntaxException _) {
        return false;
      }
    }
  }

  /// The filter's kind, and its content.
  default Bytes encoded() {
    MsgWriter out = new MsgWriter();
    switch (this) {
      case Named(var names) -> {
        out.kind(0).array(names.size());
        names.forEach(out::text);
      }
      case Tagged(var tag, var expression) ->
          out.kind(1).map(2).text("Expr").text(expression).text("Tag").text(tag);
    }
    return out.toBytes();
  }

  static QueryFilter decode(Bytes bytes) throws MalformedException {
    MsgReader in = new MsgReader(bytes);
    return switch (in.kind()) {
      case 0 -> named(in.value());
      case 1 -> {
        MsgMap map = in.map();
        yield new Tagged(map.text("Tag"), map.text("Expr"));
      }
      default -> throw new MalformedException("unknown kind of filter");
    };
  }

  private static QueryFilter named(@Nullable Object value) throws MalformedException {
    if (value instanceof List<?> list && list.stream().allMatch(Bytes.class::isInstance)) {
      return new Named(list.stream().map(name -> ((Bytes) name).toUtf8()).toList());
    }
    throw new MalformedException("a filter by name has a list of names");
  }
}
