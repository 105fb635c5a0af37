// The connection to the server: start, stop, ask.

import { commands, type ExtensionContext, type LogOutputChannel, window, workspace } from "vscode";
import {
  DidChangeConfigurationNotification,
  type ExecuteCommandParams,
  ExecuteCommandRequest,
  LanguageClient,
  State,
} from "vscode-languageclient/node";
import type { Commands } from "./protocol";
import { findProgram, NoProgram } from "./server";

export const LANGUAGE = "copydesk-bundle";

/** The settings that are the server's; the others say how it is started. */
function serverSettings(): Record<string, unknown> {
  const settings = workspace.getConfiguration("copydesk");
  return Object.fromEntries(
    ["ignore", "severity", "maxDiagnostics", "maxRelatedPlaces", "workspaceDiagnostics", "inlayHints", "decisions"].map(
      (key) => [key, settings.get(key)],
    ),
  );
}

/** The one server of this window. */
export class Server {
  private client: LanguageClient | undefined;
  /** Starts and stops follow one another, so that two quick restarts leave one server. */
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: ExtensionContext,
    readonly log: LogOutputChannel,
  ) {}

  /** Starts the server, after stopping the one before. A failure is told to the person, not thrown. */
  restart(): Promise<void> {
    this.queue = this.queue.then(async () => {
      await this.end();
      try {
        await this.begin();
      } catch (error) {
        void this.tell(error);
      }
    });
    return this.queue;
  }

  stop(): Promise<void> {
    this.queue = this.queue.then(() => this.end());
    return this.queue;
  }

  /** Whether questions are answered now. */
  get running(): boolean {
    return this.client?.state === State.Running;
  }

  /** The connection, to convert between the protocol's shapes and the editor's. */
  get connection(): LanguageClient | undefined {
    return this.client;
  }

  /** Tells the server the settings as they are now. */
  async configure(): Promise<void> {
    await this.queue;
    await this.client?.sendNotification(DidChangeConfigurationNotification.type, { settings: serverSettings() });
  }

  /** What the server answers to one of its commands; `undefined` where it cannot be asked. */
  async ask<C extends keyof Commands>(command: C, argument: Commands[C][0]): Promise<Commands[C][1] | undefined> {
    await this.queue;
    if (this.client === undefined || !this.running) return undefined;
    const params: ExecuteCommandParams = { command, arguments: [argument] };
    try {
      return (await this.client.sendRequest(ExecuteCommandRequest.type, params)) as Commands[C][1];
    } catch (error) {
      // The text has moved on, or the server is going down: the next event asks again.
      this.log.debug(`${command}: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }
  }

  private async begin(): Promise<void> {
    const program = await findProgram(this.context);
    this.log.info(`server: ${program.path} (${program.origin}), ${program.version}`);
    const more = workspace.getConfiguration("copydesk").get<string[]>("server.arguments", []);
    const run = { command: program.path, args: ["serve", ...more] };
    this.client = new LanguageClient("copydesk", "Copydesk", run, {
      documentSelector: ["file", "untitled"].map((scheme) => ({ scheme, language: LANGUAGE })),
      outputChannel: this.log,
      initializationOptions: serverSettings(),
      middleware: {
        // A message is one line here; a list has room for every comparison.
        executeCommand: (command, given, next) =>
          command === "copydesk.why" ? commands.executeCommand("copydesk.openWhy", given[0]) : next(command, given),
      },
    });
    await this.client.start();
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    // A server that is gone already cannot be stopped, and need not be.
    await client?.stop().catch((error) => this.log.debug(`stop: ${error}`));
  }

  private async tell(error: unknown): Promise<void> {
    const cause = error instanceof Error ? error.message : String(error);
    this.log.error(cause);
    const [setting, log] = ["Open Setting", "Show Log"];
    const choice = await window.showErrorMessage(
      error instanceof NoProgram ? `Copydesk: ${cause}` : `Copydesk: the server did not start: ${cause}`,
      setting,
      log,
    );
    if (choice === setting) await commands.executeCommand("workbench.action.openSettings", "copydesk.server.path");
    if (choice === log) this.log.show();
  }
}
