// Starts the two browsers that the tests drive, wherever the system keeps them.
import { existsSync } from "node:fs";
import { launch } from "puppeteer-core";

const PLACES = {
  chrome: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
  firefox: ["/usr/bin/firefox-esr", "/usr/bin/firefox"],
};

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];

/** Where the browser is, or undefined. @param {"chrome" | "firefox"} browser */
export const executable = (browser) =>
  [process.env[`${browser.toUpperCase()}_BIN`], ...PLACES[browser]].find(
    (each) => each !== undefined && existsSync(each),
  );

/**
 * @param {"chrome" | "firefox"} browser
 * @param {{flags?: string[], preferences?: Record<string, unknown>}} [options]
 */
export function start(browser, { flags = [], preferences = {} } = {}) {
  return launch({
    browser,
    executablePath: executable(browser),
    headless: true,
    args: browser === "chrome" ? [...CHROMIUM_FLAGS, ...flags] : flags,
    extraPrefsFirefox: preferences,
    timeout: 60_000,
    protocolTimeout: 180_000,
  });
}
