import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const setting = (path: string, name: string, value: string | number | boolean): string =>
  `<item oor:path="/org.openoffice.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;

/** No macros, no links updated, and a proxy that is not there in case something is fetched all the same. */
const SETTINGS = [
  setting("Office.Common/Security/Scripting", "DisableMacrosExecution", true),
  setting("Office.Common/Security/Scripting", "MacroSecurityLevel", 3),
  setting("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", true),
  setting("Office.Writer/Content/Update", "Link", 2),
  setting("Inet/Settings", "ooInetProxyType", 2),
  setting("Inet/Settings", "ooInetNoProxy", ""),
  ...["HTTP", "HTTPS", "FTP"].flatMap((protocol) => [
    setting("Inet/Settings", `ooInet${protocol}ProxyName`, "127.0.0.1"),
    setting("Inet/Settings", `ooInet${protocol}ProxyPort`, 9),
  ]),
];

/** Makes a profile of its own within a folder, and gives the option that LibreOffice is told it by. */
export async function makeProfile(folder: string): Promise<string> {
  const profile = join(folder, "profile");
  await mkdir(join(profile, "user"), { recursive: true });
  await writeFile(
    join(profile, "user", "registrymodifications.xcu"),
    `<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">${SETTINGS.join("")}</oor:items>`,
  );
  return `-env:UserInstallation=${pathToFileURL(profile)}`;
}
