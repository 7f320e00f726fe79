package org.consulkv.cli.client;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Connections over TLS. Nothing of TLS is loaded before the first one.
final class TlsSocket {
  private TlsSocket() {}

  static Connection open(Socket plain, ClientConfig config, Target target) throws IOException {
    String name = config.tlsServerName().isEmpty() ? target.host() : config.tlsServerName();
    try {
      SSLSocket socket =
          (SSLSocket)
              TlsContext.of(config)
                  .getSocketFactory()
                  .createSocket(plain, name, target.port(), true);
      if (config.tlsVerify()) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.startHandshake();
      return new Connection(socket, socket.getInputStream(), socket.getOutputStream());
    } catch (GeneralSecurityException e) {
      plain.close();
      throw new IOException("tls: " + e.getMessage(), e);
    } catch (IOException e) {
      plain.close();
      throw new IOException("tls: " + e.getMessage(), e);
    }
  }
}
