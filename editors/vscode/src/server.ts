// Where the server program is: the setting, else the one in this package, else the one on the PATH.

import { execFile } from "node:child_process";
import { accessSync, chmodSync, constants, existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { type ExtensionContext, workspace } from "vscode";

/** A server program that answers, with its version. */
export interface Program {
  path: string;
  /** What `--version` printed. */
  version: string;
  origin: "setting" | "package" | "path";
}

/** Why there is no server program, in words for the person at the screen. */
export class NoProgram extends Error {}

const name = process.platform === "win32" ? "copydesk.exe" : "copydesk";

/** Finds the server program and asks its version, so that one that cannot run here is named as such. */
export async function findProgram(context: ExtensionContext): Promise<Program> {
  const found = fromSetting() ?? fromPackage(context) ?? fromPath();
  if (found === undefined) {
    throw new NoProgram(
      "there is no server program in this package or on the PATH. Install it (cargo install --path . in a copy of the repository), or name it in the setting copydesk.server.path.",
    );
  }
  try {
    const { stdout } = await promisify(execFile)(found.path, ["--version"], { timeout: 10_000 });
    return { ...found, version: stdout.trim() };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    const other =
      found.origin === "package"
        ? ` The package may be for another platform than this one (${process.platform} ${process.arch}).`
        : "";
    throw new NoProgram(`${found.path} does not run here: ${cause}.${other}`);
  }
}

type Found = Omit<Program, "version">;

function fromSetting(): Found | undefined {
  const path = workspace.getConfiguration("copydesk").get<string>("server.path", "").trim();
  if (path === "") return undefined;
  const whole = path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
  if (!existsSync(whole)) throw new NoProgram(`the setting copydesk.server.path names ${whole}, which is not there.`);
  return { path: whole, origin: "setting" };
}

function fromPackage(context: ExtensionContext): Found | undefined {
  const path = context.asAbsolutePath(join("server", name));
  if (!existsSync(path)) return undefined;
  if (!executable(path)) chmodSync(path, 0o755); // A package made on Windows does not keep the mode.
  return { path, origin: "package" };
}

function fromPath(): Found | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const path = folders.map((folder) => join(folder, name)).find((candidate) => executable(candidate));
  return path === undefined ? undefined : { path, origin: "path" };
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
