import {
  inspect,
  readArtifact
} from "./chunk-HU35JU45.js";
import "./chunk-EOD2SIZD.js";
export {
  inspect,
  readArtifact
};
