import{inspect,readArtifact}from"./chunk-QP2JMNHE.js";import"./chunk-22V62NWW.js";import"./chunk-4IDPOOKS.js";import"./chunk-ZCUE2EKG.js";export{inspect,readArtifact};
