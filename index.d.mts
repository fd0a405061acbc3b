import plugin from "./dist/index.cjs";
export default plugin;
