package org.consulkv.cli.command;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.consulkv.cli.client.ClientConfig;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.FlagSet;
import org.consulkv.cli.flag.GoValues;
import org.consulkv.cli.flag.Kind;
import org.jspecify.annotations.Nullable;

/// The flags by which every command finds its agent, and the environment variables behind them.
public final class ClientFlags {
  private final Flag address;
  private final Flag token;
  private final Flag tokenFile;
  private final Flag caFile;
  private final Flag caPath;
  private final Flag clientCert;
  private final Flag clientKey;
  private final Flag tlsServerName;
  private final @Nullable Flag datacenter;
  private final @Nullable Flag stale;

  /// Declares the flags that a scope asks for.
  public static ClientFlags declare(FlagSet flags, Scope scope) {
    return new ClientFlags(flags, scope);
  }

  private ClientFlags(FlagSet flags, Scope scope) {
    caFile = flags.common("ca-file", Kind.VALUE, CommonTexts.CA_FILE);
    caPath = flags.common("ca-path", Kind.VALUE, CommonTexts.CA_PATH);
    clientCert = flags.common("client-cert", Kind.VALUE, CommonTexts.CLIENT_CERT);
    clientKey = flags.common("client-key", Kind.VALUE, CommonTexts.CLIENT_KEY);
    address = flags.common("http-addr", Kind.VALUE, CommonTexts.HTTP_ADDR);
    tlsServerName = flags.common("tls-server-name", Kind.VALUE, CommonTexts.TLS_SERVER_NAME);
    token = flags.common("token", Kind.VALUE, CommonTexts.TOKEN);
    tokenFile = flags.common("token-file", Kind.VALUE, CommonTexts.TOKEN_FILE);
    if (scope == Scope.AGENT) {
      datacenter = null;
      stale = null;
      return;
    }
    datacenter = flags.common("datacenter", Kind.VALUE, CommonTexts.DATACENTER);
    stale = flags.common("stale", Kind.SWITCH, CommonTexts.STALE);
    if (scope == Scope.NAMESPACE) {
      flags.common("namespace", Kind.VALUE, CommonTexts.NAMESPACE);
    }
  }

  /// What the flags and the environment say; a flag wins over its variable.
  ClientConfig config(Terminal terminal) {
    return new ClientConfig(
        pick(address, terminal, "CONSUL_HTTP_ADDR"),
        token(terminal),
        terminal.environment("CONSUL_HTTP_AUTH"),
        isOn(terminal, "CONSUL_HTTP_SSL", false),
        isOn(terminal, "CONSUL_HTTP_SSL_VERIFY", true),
        pick(caFile, terminal, "CONSUL_CACERT"),
        pick(caPath, terminal, "CONSUL_CAPATH"),
        pick(clientCert, terminal, "CONSUL_CLIENT_CERT"),
        pick(clientKey, terminal, "CONSUL_CLIENT_KEY"),
        pick(tlsServerName, terminal, "CONSUL_TLS_SERVER_NAME"),
        datacenter == null ? "" : datacenter.text(),
        stale != null && stale.isOn());
  }

  /// A token file wins over a token, and flags over the environment.
  private String token(Terminal terminal) {
    if (tokenFile.isSet()) {
      return fileText(tokenFile.text());
    }
    if (token.isSet()) {
      return token.text();
    }
    String file = terminal.environment("CONSUL_HTTP_TOKEN_FILE");
    return file.isEmpty() ? terminal.environment("CONSUL_HTTP_TOKEN") : fileText(file);
  }

  private static String fileText(String path) {
    try (InputStream file = new FileInputStream(path)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new ClientError("Error loading token file: " + Files.openError(path, e));
    }
  }

  private static String pick(Flag flag, Terminal terminal, String variable) {
    return flag.isSet() ? flag.text() : terminal.environment(variable);
  }

  private static boolean isOn(Terminal terminal, String variable, boolean standard) {
    String value = terminal.environment(variable);
    if (value.isEmpty()) {
      return standard;
    }
    if (!GoValues.isBoolean(value)) {
      throw new ClientError("could not parse " + variable + ": " + GoValues.quote(value));
    }
    return GoValues.isTrue(value);
  }
}
