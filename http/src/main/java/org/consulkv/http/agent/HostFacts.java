package org.consulkv.http.agent;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The machine, as `/v1/agent/host` describes it.
final class HostFacts {
  private HostFacts() {}

  static Map<String, @Nullable Object> gather() {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("Memory", memory());
    facts.put("CPU", null);
    facts.put("Host", host());
    facts.put("Disk", disk());
    Instant now = Instant.now();
    facts.put("CollectionTime", now.getEpochSecond() * 1_000_000_000L + now.getNano());
    facts.put("Errors", null);
    return facts;
  }

  private static Map<String, Object> memory() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long total = system.getTotalMemorySize();
    long free = system.getFreeMemorySize();
    Map<String, Object> memory = new LinkedHashMap<>();
    memory.put("total", total);
    memory.put("available", free);
    memory.put("used", total - free);
    memory.put("usedPercent", total == 0 ? 0.0 : 100.0 * (total - free) / total);
    memory.put("free", free);
    return memory;
  }

  private static Map<String, Object> host() {
    Map<String, Object> host = new LinkedHashMap<>();
    host.put("hostname", hostname());
    long uptime = uptimeSeconds();
    host.put("uptime", uptime);
    host.put("bootTime", Instant.now().getEpochSecond() - uptime);
    host.put("os", System.getProperty("os.name", "").toLowerCase(Locale.ROOT));
    host.put("kernelVersion", System.getProperty("os.version", ""));
    host.put("kernelArch", System.getProperty("os.arch", ""));
    return host;
  }

  private static String hostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static long uptimeSeconds() {
    try {
      String text = Files.readString(Path.of("/proc/uptime"));
      return (long) Double.parseDouble(text.substring(0, text.indexOf(' ')));
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  private static Map<String, Object> disk() {
    Map<String, Object> disk = new LinkedHashMap<>();
    try {
      FileStore store = Files.getFileStore(Path.of("/"));
      disk.put("path", "/");
      disk.put("fstype", store.type());
      disk.put("total", store.getTotalSpace());
      disk.put("free", store.getUsableSpace());
      disk.put("used", store.getTotalSpace() - store.getUnallocatedSpace());
    } catch (IOException e) {
      disk.put("path", "");
    }
    return disk;
  }
}
