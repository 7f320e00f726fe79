package org.consulkv.agent;

import java.util.Map;
import java.util.TreeMap;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.state.catalog.Node;

/// This agent as a node of the catalog.
final class NodeEntry {
  private NodeEntry() {}

  static Node of(AgentConfig config, String nodeId) {
    return new Node(
        nodeId,
        config.node().name(),
        config.addresses().advertise(),
        config.node().datacenter(),
        taggedAddresses(config),
        NodeMeta.ofNode(config),
        0,
        0);
  }

  static Map<String, String> taggedAddresses(AgentConfig config) {
    String lan = config.addresses().advertise();
    String wan = config.addresses().advertiseWan();
    Map<String, String> tagged = new TreeMap<>();
    tagged.put("lan", lan);
    tagged.put(lan.indexOf(':') < 0 ? "lan_ipv4" : "lan_ipv6", lan);
    tagged.put("wan", wan);
    tagged.put(wan.indexOf(':') < 0 ? "wan_ipv4" : "wan_ipv6", wan);
    return tagged;
  }
}
