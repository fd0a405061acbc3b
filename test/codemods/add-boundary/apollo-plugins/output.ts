import { ApolloServer } from "@apollo/server";
import { reportErrors } from "./report-errors";

export const server = new ApolloServer({ schema, plugins: [reportErrors] });
