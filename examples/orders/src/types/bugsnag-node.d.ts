// The package ships CommonJS with ESM typings, which NodeNext resolution cannot read.
declare module "@bugsnag/node" {
  export interface Event {
    severity: "info" | "warning" | "error";
    context: string | undefined;
    groupingHash: string | undefined;
    addMetadata(section: string, values: Record<string, unknown>): void;
  }

  export interface Config {
    apiKey: string;
    appVersion?: string;
    releaseStage?: string;
    endpoints?: { notify: string; sessions: string };
    autoTrackSessions?: boolean;
    autoDetectErrors?: boolean;
    projectRoot?: string;
    logger?: null;
  }

  const Bugsnag: {
    start(config: Config): void;
    isStarted(): boolean;
    notify(
      error: unknown,
      onError?: (event: Event) => void | boolean,
      afterSend?: (err: unknown, event: Event) => void,
    ): void;
  };
  export default Bugsnag;
}
