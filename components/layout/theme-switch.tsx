"use client";

import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import { Icon } from "../ui/icon";
import { Menu, MenuButton } from "../ui/menu";
import { keepTheme } from "./theme";

const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];

const icons = { system: "monitor", light: "sun", dark: "moon" } as const;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function chosen(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === "light" || theme === "dark" ? theme : "system";
}

function choose(theme: Theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  keepTheme(theme === "system" ? null : theme);
  for (const listener of listeners) listener();
}

/** Light, dark, or as the system says. Without JavaScript the system decides, and the switch is not there. */
export function ThemeSwitch() {
  const t = useTranslations("common.theme");
  const theme = useSyncExternalStore(subscribe, chosen, () => "system" as const);
  return (
    <div data-needs-script>
      <Menu
        title={t("label")}
        align="end"
        className="w-control text-second hover:bg-soft hover:text-ink"
        label={<Icon name={icons[theme]} size={17} />}
      >
        {themes.map((one) => (
          <MenuButton key={one} isCurrent={one === theme} onClick={() => choose(one)} icon={<Icon name={icons[one]} />}>
            {t(one)}
          </MenuButton>
        ))}
      </Menu>
    </div>
  );
}
