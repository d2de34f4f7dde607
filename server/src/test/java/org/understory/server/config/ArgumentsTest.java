package org.understory.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  private static Configuration parse(String... arguments) {
    Configuration configuration = Arguments.parse(List.of(arguments));
    if (configuration == null) {
      throw new AssertionError("no configuration");
    }
    return configuration;
  }

  @Test
  void without_options_it_listens_on_loopback_alone() {
    Configuration configuration = parse();
    assertEquals("127.0.0.1", configuration.host());
    assertEquals(8080, configuration.port());
    assertEquals("http://localhost:8080", configuration.origin().text());
    assertEquals(3600, configuration.retention().bucketSeconds());
    assertTrue(configuration.data().endsWith("data"));
    assertTrue(configuration.wasmAllowed());
  }

  @Test
  void the_origin_follows_the_port() {
    assertEquals("http://localhost:9999", parse("--port", "9999").origin().text());
  }

  @Test
  void an_https_origin_is_kept_in_its_shortest_form() {
    Configuration configuration = parse("--origin", "https://Groups.example.org:443/");
    assertEquals("https://groups.example.org", configuration.origin().text());
    assertEquals("0.0.0.0", configuration.host());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://groups.example.org",
        "http://192.168.1.5:8080",
        "http://127.0.0.1.example.org",
        "ftp://localhost",
        "https://example.org/path",
        "https://user@example.org",
        "https://",
        "nonsense",
        "https://exa mple.org"
      })
  void an_origin_that_is_not_safe_or_none_is_refused_with_a_sentence(String origin) {
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> parse("--origin", origin));
    assertTrue(String.valueOf(refused.getMessage()).endsWith("."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port=80", "--colour", "8080"})
  void an_unknown_option_is_refused(String option) {
    assertThrows(ConfigurationException.class, () -> parse(option));
  }

  @Test
  void values_out_of_range_are_refused() {
    assertThrows(ConfigurationException.class, () -> parse("--port", "70000"));
    assertThrows(ConfigurationException.class, () -> parse("--port", "x"));
    assertThrows(ConfigurationException.class, () -> parse("--port"));
    assertThrows(ConfigurationException.class, () -> parse("--port", "1", "--port", "2"));
    assertThrows(ConfigurationException.class, () -> parse("--bucket-seconds", "7"));
    assertThrows(ConfigurationException.class, () -> parse("--content-cap-seconds", "99999999"));
    assertThrows(ConfigurationException.class, () -> parse("--web", "/nowhere"));
    assertThrows(ConfigurationException.class, () -> parse("--tls-cert", "/dev/null"));
    assertThrows(ConfigurationException.class, () -> parse("--database", "mysql://x"));
    assertThrows(ConfigurationException.class, () -> parse("--host", "192.168.1.5"));
  }

  @Test
  void help_asks_for_no_configuration() {
    assertNull(Arguments.parse(List.of("--help")));
  }

  @Test
  void a_configuration_does_not_show_the_databases_password() {
    Configuration configuration = parse("--database", "postgresql://u:secret@h/d");
    assertFalse(configuration.toString().contains("secret"));
  }

  @Test
  void an_expiry_is_rounded_up_to_the_end_of_its_bucket() {
    Retention retention = new Retention(10, 60);
    assertEquals(20, retention.bucketEnd(11));
    assertEquals(20, retention.bucketEnd(20));
    assertTrue(retention.isBucketEnd(20));
    assertFalse(retention.isBucketEnd(21));
    assertEquals(80, retention.furthest(11));
  }
}
