package org.consulkv.agent.config.address;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Evaluates go-sockaddr's templates, as `{{ GetPrivateIP }}`, `{{ GetInterfaceIP "eth0" }}` or `{{
/// GetAllInterfaces | include "network" "10.0.0.0/8" | attr "address" }}`.
///
/// Threading: confined to one thread.
///
/// @see "github.com/hashicorp/go-sockaddr/template, its documentation"
public final class Template {
  private static final Pattern BRACES = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
  private static final Pattern WORD =
      Pattern.compile("\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|`([^`]*)`|([^\\s\"`|]+)|(\\|))\\s*");

  private final Interfaces interfaces;

  public Template(Interfaces interfaces) {
    this.interfaces = interfaces;
  }

  /// The text with its templates replaced.
  ///
  /// @throws AddressException if a template is wrong or unknown
  public String evaluate(String text) {
    if (text.indexOf("{{") < 0) {
      return text;
    }
    return BRACES
        .matcher(text)
        .replaceAll(braces -> Matcher.quoteReplacement(pipeline(braces.group(1), text)));
  }

  private String pipeline(String body, String text) {
    List<List<String>> calls = calls(body, text);
    Object value = call(calls.getFirst(), text);
    for (List<String> call : calls.subList(1, calls.size())) {
      value = filter(value, call, text);
    }
    if (value instanceof String result) {
      return result;
    }
    throw unknown(text, "it ends in a list; use attr or join");
  }

  private static List<List<String>> calls(String body, String text) {
    List<List<String>> calls = new ArrayList<>(List.of(new ArrayList<>()));
    Matcher word = WORD.matcher(body.strip());
    int end = 0;
    while (word.find() && word.start() == end) {
      end = word.end();
      if (word.group(4) != null) {
        calls.add(new ArrayList<>());
      } else if (word.group(1) != null) {
        calls.getLast().add(word.group(1).replaceAll("\\\\(.)", "$1"));
      } else {
        calls.getLast().add(word.group(2) != null ? word.group(2) : word.group(3));
      }
    }
    if (end != body.strip().length() || calls.stream().anyMatch(List::isEmpty)) {
      throw unknown(text, "it is not a pipeline of functions");
    }
    return calls;
  }

  private Object call(List<String> call, String text) {
    return switch (call.getFirst()) {
      case "GetPrivateIP" -> first(privateAddresses());
      case "GetPrivateIPs" -> joined(privateAddresses(), " ");
      case "GetPublicIP" -> first(publicAddresses());
      case "GetPublicIPs" -> joined(publicAddresses(), " ");
      case "GetInterfaceIP" -> first(named(argument(call, 1, text)));
      case "GetInterfaceIPs" -> joined(named(argument(call, 1, text)), " ");
      case "GetAllInterfaces" -> interfaces.all();
      case "GetPrivateInterfaces" -> privateAddresses();
      case "GetPublicInterfaces" -> publicAddresses();
      case "GetDefaultInterfaces" -> defaults();
      default -> throw unknown(text, "function \"" + call.getFirst() + "\" is not known");
    };
  }

  private List<InterfaceAddress> privateAddresses() {
    return defaults().stream().filter(InterfaceAddress::isPrivate).toList();
  }

  private List<InterfaceAddress> publicAddresses() {
    return defaults().stream().filter(InterfaceAddress::isPublic).toList();
  }

  private List<InterfaceAddress> named(String name) {
    return interfaces.all().stream()
        .filter(one -> one.name().equals(name) && !one.address().isLinkLocalAddress())
        .toList();
  }

  /// Addresses that lead out of the machine; IPv4 first.
  private List<InterfaceAddress> defaults() {
    List<InterfaceAddress> up =
        interfaces.all().stream()
            .filter(one -> one.flags().contains("up") && !one.isLocal())
            .toList();
    List<InterfaceAddress> sorted = new ArrayList<>();
    up.stream().filter(InterfaceAddress::isIpv4).forEach(sorted::add);
    up.stream().filter(one -> !one.isIpv4()).forEach(sorted::add);
    return sorted;
  }

  private static Object filter(Object value, List<String> call, String text) {
    if (!(value instanceof List<?> list)) {
      throw unknown(text, call.getFirst() + " needs a list before it");
    }
    List<InterfaceAddress> addresses = list.stream().map(InterfaceAddress.class::cast).toList();
    return switch (call.getFirst()) {
      case "include" -> addresses.stream().filter(predicate(call, text)).toList();
      case "exclude" -> addresses.stream().filter(Predicate.not(predicate(call, text))).toList();
      case "limit" -> limited(addresses, argument(call, 1, text), text);
      case "sort" -> addresses;
      case "attr" ->
          addresses.isEmpty() ? "" : attribute(addresses.getFirst(), argument(call, 1, text), text);
      case "join" ->
          addresses.stream()
              .map(one -> attribute(one, argument(call, 1, text), text))
              .collect(Collectors.joining(argument(call, 2, text)));
      default -> throw unknown(text, "function \"" + call.getFirst() + "\" is not known");
    };
  }

  private static List<InterfaceAddress> limited(
      List<InterfaceAddress> addresses, String count, String text) {
    if (!count.matches("\\d{1,6}")) {
      throw unknown(text, "limit needs a number");
    }
    return addresses.subList(0, Math.min(addresses.size(), Integer.parseInt(count)));
  }

  private static Predicate<InterfaceAddress> predicate(List<String> call, String text) {
    String value = argument(call, 2, text);
    return switch (argument(call, 1, text)) {
      case "name" -> one -> Pattern.compile(value).matcher(one.name()).find();
      case "address" -> one -> Pattern.compile(value).matcher(one.text()).find();
      case "network" -> one -> IpText.contains(value, one.address());
      case "flag", "flags" -> one -> one.flags().containsAll(List.of(value.split("\\|", -1)));
      case "type" ->
          one -> value.equalsIgnoreCase("ip") || value.equalsIgnoreCase("ipv4") == one.isIpv4();
      case "rfc" -> one -> value.equals("1918") && one.isIpv4() && one.isPrivate();
      default -> throw unknown(text, "filter \"" + call.get(1) + "\" is not known");
    };
  }

  private static String attribute(InterfaceAddress one, String name, String text) {
    return switch (name) {
      case "address", "host" -> one.text();
      case "name" -> one.name();
      case "size" -> Integer.toString(one.prefixLength());
      default -> throw unknown(text, "attribute \"" + name + "\" is not known");
    };
  }

  private static String first(List<InterfaceAddress> addresses) {
    return addresses.isEmpty() ? "" : addresses.getFirst().text();
  }

  private static String joined(List<InterfaceAddress> addresses, String separator) {
    return addresses.stream().map(InterfaceAddress::text).collect(Collectors.joining(separator));
  }

  private static String argument(List<String> call, int position, String text) {
    if (position >= call.size()) {
      throw unknown(text, call.getFirst() + " needs " + position + " arguments");
    }
    return call.get(position);
  }

  private static AddressException unknown(String text, String reason) {
    return new AddressException("unable to evaluate template \"" + text + "\": " + reason);
  }
}
