import type { Messages } from "./messages";

/** The compiler knows every message key. */
declare module "use-intl" {
  interface AppConfig {
    Messages: Messages;
  }
}
